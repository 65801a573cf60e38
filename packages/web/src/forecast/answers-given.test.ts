import type { Feature } from '@headway/contract'
import { expect, it } from 'vitest'
import { exampleAnswers, groupFeatures, namedValues } from './answers-given.ts'

const feature = (name: string, rest: Partial<Feature> = {}): Feature => ({
  feature: name.toLowerCase(),
  name,
  kind: 'ordinal',
  options: [
    { label: 'none', value: 1 },
    { label: 'some', value: 2 },
    { label: 'by word', value: 'x' },
  ],
  actionable: false,
  used: true,
  ...rest,
})
const features = [
  feature('AGE', { used: false, sensitivity: 'protected' }),
  feature('STUDY', { actionable: true }),
  feature('COURSE'),
  feature('SCORE', { kind: 'quantity', options: [], minimum: 0, maximum: 20 }),
]

it('groups by what can still change, background, and what the model does not look at', () => {
  expect(groupFeatures(features).map(({ folded, features: members }) => [folded, members.map(f => f.name)])).toEqual([
    [false, ['STUDY']],
    [false, ['COURSE', 'SCORE']],
    [true, ['AGE']],
  ])
  expect(groupFeatures([feature('COURSE')])).toHaveLength(1)
})

it('sends codes as the server listed them, numbers as numbers, and null for what is not known', () => {
  expect(namedValues(features, { STUDY: '2', COURSE: 'x', SCORE: '12.5' })).toEqual({ AGE: null, STUDY: 2, COURSE: 'x', SCORE: 12.5 })
  expect(namedValues(features, { SCORE: ' ', STUDY: '' })).toEqual({ AGE: null, STUDY: null, COURSE: null, SCORE: null })
})

it('gives an example that the server will take, without the protected ones', () => {
  const example = exampleAnswers(features)
  expect(Object.keys(example)).toEqual(['STUDY', 'COURSE', 'SCORE'])
  expect(Object.values(namedValues(features, example)).slice(1)).not.toContain(null)
})
