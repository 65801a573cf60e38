import { readFileSync } from 'node:fs'
import { decodeModel, type GroupAudit, type OutcomeSets } from '@headway/campus'
import { describe, expect, it } from 'vitest'
import { reportText } from './report-text.ts'

const { report } = decodeModel(readFileSync(new URL('../../campus/golden/bundles/v2.json', import.meta.url), 'utf8'))
const common = { level: 0.8, guaranteed: 0.599, measured: { value: 0.834, low: 0.772, high: 0.881, n: 145, estimand: 'x' } }

describe('reportText', () => {
  it.each<[OutcomeSets, string]>([
    [
      { ...common, kind: 'classes', meanSize: 3.14, classes: 8, single: 0.12 },
      'At 80 %: sets hold the outcome in 83 % of cases (77 to 88; guaranteed 59 %), 3.1 of 8 outcomes on average, one alone for 12 %',
    ],
    [
      { ...common, kind: 'range', meanSize: 4.25 },
      'At 80 %: ranges hold the value in 83 % of cases (77 to 88; guaranteed 59 %), 4.25 wide on average',
    ],
  ])('says in one line what sets and ranges held', (sets, line) => {
    expect(reportText({ ...report, sets }).split('\n')).toContain(line)
  })

  it('says what the group audit found in two lines, and nothing of groups in older models', () => {
    const groups = { sentence: 'A list of 10 of 100 students misses 80 %.', multiplicity: '3 comparisons.' } as GroupAudit
    expect(reportText({ ...report, groups })).toContain('\nGroups: A list of 10 of 100 students misses 80 %.\n3 comparisons.\n')
    expect(reportText(report)).not.toContain('Groups:')
  })

  it('says nothing of sets where a model was trained before they were measured', () => {
    expect(report.sets).toBeUndefined()
    expect(reportText(report)).not.toContain('At 80 %')
  })
})
