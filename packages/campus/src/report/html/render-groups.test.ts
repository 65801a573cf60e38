import { describe, expect, it } from 'vitest'
import { randomRows } from '../../../test/audit-rows.ts'
import { auditForecasts, auditGroups, type GroupAudit } from '../../groups/audit-groups.ts'
import { compareAudits } from '../../groups/compare-audits.ts'
import { renderGroups } from './render-groups.ts'

const rows = randomRows(
  900,
  [
    [6, 3],
    [4, 2, 0.09, 0.1],
    [5, 4],
  ],
  2,
)
const traits = rows.traits.map((t, k) => ({
  ...t,
  title: ['Sex', 'Age & more', 'Region'][k]!,
  sensitivity: k === 2 ? ('proxy' as const) : t.sensitivity,
}))
const [audit, other] = auditForecasts({ ...rows, traits }, [rows.probability, rows.probability.map(p => p * p)], {
  event: 'failed',
  length: 90,
})!
const page = renderGroups(audit!).html

/** Text of the page, one line per table row. */
const lines = page
  .replaceAll('</tr>', '\n')
  .replaceAll('<br>', ' ')
  .replaceAll(/<\/t[hd]>/g, '|')
  .replaceAll(/<[^>]+>/g, '')
  .split('\n')

describe('renderGroups', () => {
  it('says the sentence first, then everyone, then each group', () => {
    expect(page).toContain(`<p class="lead">${audit!.sentence.replaceAll('&', '&#38;')}</p>`)
    const { n, positives, missRate } = audit!.all
    const whole = (share: number) => Math.round(100 * share)
    expect(
      lines.some(l =>
        l.startsWith(`everyone|${n}|${positives}|90|${whole(missRate.value)} % ${whole(missRate.low)}–${whole(missRate.high)} %|`),
      ),
    ).toBe(true)
    expect(lines.filter(l => /^A[01]\|\d+\|\d+\|/.test(l)).length).toBe(2)
    expect(page).toContain('Age &#38; more')
    expect(page).toContain('Region (may stand for a protected column)')
  })

  it('prints nothing of a hidden group but that it is hidden', () => {
    expect(audit!.traits[1]!.groups.map(g => g.figures !== undefined)).toEqual([true, true, false, false])
    expect(page).toContain('Hidden: B2, B3.')
    expect(page.match(/B[23]/g)!.length).toBe(2)
    expect(page).toContain('fewer than 10 students with or without the event')
  })

  it('states how many comparisons there were, and shows each', () => {
    expect(page).toContain(audit!.multiplicity)
    expect(lines.filter(l => /\|(missed|wrongly listed|calibration)\|/.test(l)).length).toBeGreaterThanOrEqual(audit!.comparisons.length)
  })

  it('draws a curve for each column with a shown group, and the same numbers as a table', () => {
    expect(page.match(/<svg/g)!.length).toBe(3)
    expect(page).not.toMatch(/NaN|undefined|null/)
    expect(lines.filter(l => /^0 \(0 %\)(\|100 %)+\|$/.test(l)).length).toBe(3)
    expect(lines.filter(l => /^900 \(100 %\)(\|0 %)+\|$/.test(l)).length).toBe(3)
  })

  it('says that everything of a column is hidden, and draws no curve then', () => {
    const few = auditGroups(
      { ...rows, traits: [{ ...rows.traits[0]!, of: Int32Array.from(rows.traits[0]!.of, (_, i) => Number(i > 6)) }] },
      rows.probability,
      { event: 'x' },
    )!
    const html = renderGroups(few).html
    expect(html).toContain('A: every group is hidden.')
    expect(html).toContain('No group is large enough')
    expect(html).not.toContain('<svg')
  })

  it('marks expected counts where forecasts tie at the end of the list', () => {
    const tied: GroupAudit = auditGroups({ ...rows, traits }, new Float64Array(900).fill(0.4), { event: 'x', length: 100 })!
    expect(renderGroups(tied).html).toContain('what a random order among them gives')
  })

  it('shows both models on every shown group, side by side', () => {
    const html = renderGroups(audit!, compareAudits([audit!, other!], ['without <x>', 'with'])).html
    const part = html.slice(html.indexOf('<h3>Without'), html.indexOf('<h3>Two columns'))
    expect(part).toContain('Without &#60;x&#62;, and with')
    expect(part.match(/<tr>/g)!.length).toBe(2 + 6)
  })

  it('names what it could not audit', () => {
    expect(page).not.toContain('Not audited')
    expect(renderGroups({ ...audit!, leftOut: ['Nation'] }).html).toContain('Not audited: Nation (')
  })
})
