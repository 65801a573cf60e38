import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomRows } from '../../test/audit-rows.ts'
import { consistentTables, follows } from '../../test/tables.ts'
import { auditGroups, type GroupAudit } from './audit-groups.ts'
import type { GroupFigures } from './group-figures.ts'

const rule = { fewest: 3, narrowest: 2, narrowestListed: 1 }
const shares = [
  [6, 1],
  [8, 4, 1],
  [9, 3, 1, 1],
]
const audits = auditsOf(
  { min: 30, max: 160 },
  [1, 2, 3].map(traits => shares.slice(3 - traits)),
)

function auditsOf(size: { min: number; max: number }, designs: readonly (readonly number[])[][]) {
  return fc
    .record({
      n: fc.integer(size),
      design: fc.constantFrom(...designs),
      seed: fc.integer({ min: 0, max: 1e6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ n, design, seed, share }) => {
      const rows = randomRows(n, design, seed)
      return { rows, audit: auditGroups(rows, rows.probability, { event: 'x', length: Math.round(share * n), rule }) }
    })
}

/** Every cell of the audit with the groups that make it up, by trait; figures where they are shown. */
function cellsOf(audit: GroupAudit): { readonly where: ReadonlyMap<string, string>; readonly figures: GroupFigures | undefined }[] {
  const { traits } = audit
  const groups = traits.flatMap(t => t.groups.map(({ label, figures }) => ({ where: new Map([[t.column, label]]), figures })))
  const pairs = traits.flatMap((t, i) =>
    traits.slice(i + 1).flatMap(u =>
      t.groups.flatMap(g =>
        u.groups.map(h => {
          const table = audit.intersections.find(x => x.columns[0] === t.column && x.columns[1] === u.column)
          const figures = table?.cells.find(c => c.labels[0] === g.label && c.labels[1] === h.label)?.figures
          return {
            where: new Map([
              [t.column, g.label],
              [u.column, h.label],
            ]),
            figures,
          }
        }),
      ),
    ),
  )
  return [...groups, ...pairs]
}

describe('an attacker who knows every published number', () => {
  it('cannot compute a hidden count from sums and differences of them', () => {
    let attacked = 0
    fc.assert(
      fc.property(audits, ({ audit }) => {
        if (!audit) return
        const joint = audit.traits.reduce<ReadonlyMap<string, string>[]>(
          (all, t) => all.flatMap(cell => t.groups.map(g => new Map([...cell, [t.column, g.label]]))),
          [new Map()],
        )
        const unknowns = (where: ReadonlyMap<string, string>) =>
          joint.map(cell => Number([...where].every(([column, group]) => cell.get(column) === group)))
        const cells = cellsOf(audit)
        const published = [joint.map(() => 1), ...cells.filter(c => c.figures).map(c => unknowns(c.where))]
        for (const { where } of cells.filter(c => !c.figures)) {
          attacked++
          expect(follows(published, unknowns(where))).toBe(false)
        }
      }),
      { seed: 1, numRuns: 150 },
    )
    expect(attacked).toBeGreaterThan(500)
  })

  it('finds no shown cell with fewer students than the rule says', () => {
    fc.assert(
      fc.property(audits, ({ audit }) => {
        for (const { figures } of audit ? cellsOf(audit) : []) {
          if (figures) expect(Math.min(figures.positives, figures.n - figures.positives)).toBeGreaterThanOrEqual(rule.fewest)
        }
      }),
      { seed: 2, numRuns: 100 },
    )
  })

  it('learns from the rest of a column nothing closer than the rule allows, at any length', () => {
    let left = 0
    fc.assert(
      fc.property(audits, ({ audit }) => {
        for (const { column, groups } of audit?.traits ?? []) {
          const shown = groups.flatMap(g => (g.figures ? [g.figures] : []))
          if (shown.length === groups.length) continue
          const { all, curve } = audit!
          for (const count of ['n', 'positives', 'listed', 'missed'] as const) {
            const rest = all[count] - shown.reduce((sum, f) => sum + f[count], 0)
            const narrowest = count === 'n' || count === 'positives' ? rule.narrowest : rule.narrowestListed
            if (all[count] >= narrowest) expect(rest).toBeGreaterThan(narrowest - 1e-9)
          }
          const lines = curve!.lines.filter(l => l.column === column)
          curve!.lengths.forEach((_, l) => {
            if (lines.length === 0 || lines.some(line => line.missRates[l] === null)) return
            left++
            const total = curve!.all[l]! * all.positives
            const rest = total - lines.reduce((sum, line, k) => sum + line.missRates[l]! * shown[k]!.positives, 0)
            if (total >= rule.narrowestListed) expect(rest).toBeGreaterThan(rule.narrowestListed - 1e-9)
          })
        }
      }),
      { seed: 3, numRuns: 150 },
    )
    expect(left).toBeGreaterThan(50)
  })

  it('cannot narrow the students with the event in a hidden combination, by trying every table', () => {
    let tried = 0
    fc.assert(
      fc.property(
        auditsOf({ min: 100, max: 240 }, [
          [
            [3, 2, 1],
            [5, 3, 1],
          ],
        ]),
        ({ audit, rows: { happened, traits } }) => {
          for (const { columns, cells } of audit?.intersections ?? []) {
            const [t, u] = columns.map(c => traits.find(trait => trait.column === c)!)
            const [rows, cols] = [t!.groups.length, u!.groups.length]
            const values = new Array<number>(rows * cols).fill(0)
            for (let i = 0; i < happened.length; i++) values[t!.of[i]! * cols + u!.of[i]!]! += happened[i]!
            const hidden = values.map((_, k) => {
              const [g, h] = [t!.groups[Math.floor(k / cols)]!, u!.groups[k % cols]!]
              return !cells.find(c => c.labels[0] === g && c.labels[1] === h)?.figures
            })
            const range = (given: readonly boolean[]) => {
              const tables = consistentTables(values, given, rows, cols)
              return values.map((_, k) => Math.max(...tables.map(x => x[k]!)) - Math.min(...tables.map(x => x[k]!)))
            }
            if (hidden.filter(h => h).length > 6) continue
            tried++
            const [left, margins] = [range(hidden), hidden.map((h, k) => h && marginRange(values, cols, k))]
            const keepable = values.flatMap((_, k) => (hidden[k] && Number(margins[k]) >= rule.narrowest ? [k] : []))
            for (const k of keepable) expect(left[k]).toBeGreaterThanOrEqual(rule.narrowest)
          }
        },
      ),
      { seed: 4, numRuns: 200 },
    )
    expect(tried).toBeGreaterThan(20)
  })
})

/** How far apart a cell can be by its row and column alone. */
function marginRange(values: readonly number[], cols: number, cell: number): number {
  const sum = (wanted: (i: number) => boolean) => values.reduce((total, v, i) => total + (wanted(i) ? v : 0), 0)
  const row = sum(i => Math.floor(i / cols) === Math.floor(cell / cols))
  const col = sum(i => i % cols === cell % cols)
  return Math.min(row, col) - Math.max(0, row + col - sum(() => true))
}
