import { describe, expect, it } from 'vitest'
import { modelAt } from '../../test/small-study.ts'
import { renderModelCard } from './html/render-model-card.ts'
import { renderSuspects } from './html/render-suspects.ts'
import { modelCard } from './model-card.ts'

const { gate: _, ...report } = modelAt('week 2').report
const textOf = (lines: ReturnType<typeof modelCard>['model'], label: string) => lines.find(l => l.label === label)?.text

describe('modelCard', () => {
  it('says moment, delays, figures with n, and whom the data leave out', () => {
    const { model, data } = modelCard(report)
    expect(textOf(model, 'Prediction moment')).toEqual(['week 2; scores known 7 days after submission, results 14 days after the end'])
    const auc = report.entries.at(-1)!.metrics['rocAuc']!
    expect(textOf(model, 'Figures')![0]).toContain(
      `${auc.value.toFixed(3)} (${auc.low.toFixed(3)} to ${auc.high.toFixed(3)}), n = ${auc.n}`,
    )
    expect(textOf(model, 'Limits')).toEqual(report.limits)
    expect(textOf(data, 'Version')).toEqual([report.data.hash])
  })

  it('intends no use for a model that is not better than a rule', () => {
    const use = (kind: 'better' | 'not better') =>
      textOf(modelCard({ ...report, verdict: { kind, sentence: '' } }).model, 'Intended use')![0]
    expect(use('better')).toMatch(/A person looks at every case/)
    expect(use('not better')).toMatch(/^None yet/)
  })

  it('names columns in quarantine, not those kept', () => {
    const suspect = { kind: 'identifier' as const, evidence: 'e' }
    const suspects = [
      { ...suspect, column: 'id', kept: false },
      { ...suspect, column: 'score', kept: true, keptBy: { by: 'A. Analyst', reason: 'known at <registration>' } },
      { ...suspect, column: 'old', kept: true },
    ]
    expect(textOf(modelCard({ ...report, suspects }).data, 'Columns in quarantine')).toEqual(['id'])
    const shown = renderSuspects(suspects).html
    expect(textOf(modelCard({ ...report, suspects }).data, 'Suspected columns kept')).toEqual([
      'score: known at <registration> (A. Analyst)',
      'old',
    ])
    expect(shown).toMatch(/score<\/th>.*kept by A\. Analyst: known at &#60;registration&#62;</)
    expect(shown).toMatch(/old<\/th>.*kept by a person/)
    expect(shown).toMatch(/id<\/th>.*<td>no<\/td>/)
  })

  it('leaves out what is not known of records without dates', () => {
    const { moment: _, ...undated } = report
    const shown = renderModelCard(modelCard(undated)).html
    expect(shown).not.toContain('Prediction moment')
    expect(shown).toContain('<dt>Not for</dt>')
  })
})
