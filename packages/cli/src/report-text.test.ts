import { readFileSync } from 'node:fs'
import { decodeModel, type Estimate, type GroupAudit, gate, type Lister, listLengths, type OutcomeSets } from '@headway/campus'
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

  it('says what lists find, whether the model earns its place, and whether a list would stay', () => {
    const lister = (id: string, sign: number): Lister => {
      const rows = Int32Array.from({ length: 40 }, (_, i) => i)
      const scores = Float64Array.from(rows, i => sign * i)
      return { id, label: id, scores: { event: Uint8Array.from(rows, i => Number(i >= 30)), repeats: [{ rows, scores }] } }
    }
    const options = { event: 'a fail', seed: 1, resamples: 100 }
    const [rule, model] = [lister('last grade alone', -1), lister('model', 1)]
    const judged = gate([rule], model, options)
    const lists = listLengths([rule, model], options)!
    const stability = { refits: 20, listed: 4, n: 40, overlap: 0.5, overlapByChance: 0.05, stable: 0.75 }
    const text = reportText({ ...report, gate: judged, lists, stability })
    const lines = text.split('\n')
    expect(lines[1]).toBe(judged.sentence)
    expect(lines[2]).toBe(report.verdict.sentence)
    expect(text).toContain('found, of 10 with a fail\nof 40')
    const interval = ({ value, low, high }: Estimate) => `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
    const { recall, precision } = lists.lengths.find(l => l.listed === 4)!.lines[1]!
    expect(lines.find(line => line.startsWith('4 (10 %)'))).toMatch(/ 0 \[0, 2\] +4 \[2, 4\] {2}/)
    expect(lines.find(line => line.startsWith('4 (10 %)'))).toMatch(
      new RegExp(`${escaped(interval(recall))} +${escaped(interval(precision))}$`),
    )
    expect(lines).toContain('  last grade alone: 4.0 more by the model [4.0, 4.0], p 0.010')
    expect(lines).toContain(
      '20 refits on other students: 75 % of the 4 places go to students who are on nine lists of ten; two lists share 50 % (5 % by chance)',
    )
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

function escaped(text: string): string {
  return text.replace(/[[\].]/g, c => `\\${c}`)
}
