import { describe, expect, it } from 'vitest'
import { randomRows } from '../../test/audit-rows.ts'
import { auditForecasts, auditGroups } from './audit-groups.ts'
import { compareAudits } from './compare-audits.ts'

const rows = randomRows(
  500,
  [
    [5, 4, 0.6],
    [1, 1],
  ],
  8,
)
const other = rows.probability.map((p, i) => Math.min(1, 0.8 * p + (rows.traits[0]!.of[i] === 0 ? 0.2 : 0)))

describe('compareAudits', () => {
  const [plain, informed] = auditForecasts(rows, [rows.probability, other], { event: 'x', length: 60 })!

  it('shows the same groups under both models', () => {
    const { names, lines } = compareAudits([plain!, informed!], ['without', 'with'])
    expect(names).toEqual(['without', 'with'])
    expect(lines.map(l => l.group)).toEqual([
      'everyone',
      ...plain!.traits.flatMap(t => t.groups.flatMap(g => (g.figures ? [g.label] : []))),
    ])
    const first = lines.find(l => l.group === 'A0')!
    expect(first.second.missRate.value).toBeLessThan(first.first.missRate.value)
    expect(first.first).toEqual(plain!.traits[0]!.groups[0]!.figures)
  })

  it('is told the same by each audit alone, where nothing is hidden', () => {
    const full = { ...rows, traits: rows.traits.slice(1) }
    const both = auditForecasts(full, [rows.probability, other], { event: 'x', length: 60 })!
    expect(both[0]).toEqual(auditGroups(full, rows.probability, { event: 'x', length: 60 }))
    expect(both[1]!.traits).toEqual(auditGroups(full, other, { event: 'x', length: 60 })!.traits)
    expect(both[1]!.curve).toBeUndefined()
  })

  it('refuses two audits that hide different groups, or are of different lists', () => {
    const strict = auditGroups(rows, other, { event: 'x', length: 60, rule: { fewest: 100, narrowest: 5, narrowestListed: 1 } })!
    const longer = auditGroups(rows, other, { event: 'x', length: 61 })!
    for (const wrong of [strict, longer])
      expect(() => compareAudits([plain!, wrong], ['a', 'b'])).toThrow(expect.objectContaining({ code: 'mixed_datasets' }))
  })
})
