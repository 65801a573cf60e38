import { readFileSync } from 'node:fs'
import { learners } from '@headway/learn'
import { expect, it } from 'vitest'

const sections = readFileSync('docs/learners.md', 'utf8').split('\n## ').slice(1)

it('docs/learners.md has a section for each learner', () => {
  expect(sections.map(section => section.split('\n')[0]).toSorted()).toEqual(Object.keys(learners).toSorted())
})

it.each(Object.values(learners))('docs/learners.md says what each param of $kind does', ({ kind, defaults }) => {
  const section = sections.find(text => text.startsWith(`${kind}\n`)) ?? ''
  expect(Object.keys(defaults).filter(name => !section.includes(`\`${name}\``))).toEqual([])
})
