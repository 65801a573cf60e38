import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wholeOf } from '../resample/split.ts'
import { rebalanced, sample, type TrainingPart } from '../sample.ts'
import { numericColumn, table } from '../table.ts'
import { type InnerPart, innerFolds, innerHoldout } from './inner-parts.ts'

const classes = ['a', 'b', 'c']

/** The table's one column is the row's number. */
function part(y: readonly number[], groups?: readonly number[]): TrainingPart<'real'> {
  const rows = { table: table([numericColumn('row', [...y.keys()])]), y: Float64Array.from(y), weights: Float64Array.from(y, v => v + 1) }
  return wholeOf(sample({ ...rows, task: { kind: 'multiclass', classes }, ...(groups && { groups: Int32Array.from(groups) }) }))
}

function rowsOf({ table: { columns } }: { table: TrainingPart['table'] }): number[] {
  return columns[0].kind === 'numeric' ? [...columns[0].values] : []
}

function expectWhole({ training, heldOut }: InnerPart, y: readonly number[]): void {
  expect([...rowsOf(training), ...rowsOf(heldOut)].sort((a, b) => a - b)).toEqual([...y.keys()])
  expect([...heldOut.rows]).toEqual(rowsOf(heldOut))
  expect([...training.y, ...heldOut.y]).toEqual([...rowsOf(training), ...rowsOf(heldOut)].map(i => y[i]))
  expect(training.weights).toEqual(training.y.map(v => v + 1))
}

const labels = fc.array(fc.nat(2), { minLength: 2, maxLength: 60 })

describe('innerFolds', () => {
  it('holds out every row once, and of every class a share that is even to one row', () => {
    fc.assert(
      fc.property(labels, fc.integer({ min: 2, max: 7 }), fc.nat(), (y, count, seed) => {
        const parts = innerFolds(part(y), count, seed)
        expect(parts).toHaveLength(Math.min(count, y.length))
        for (const inner of parts) expectWhole(inner, y)
        expect(parts.flatMap(p => rowsOf(p.heldOut)).sort((a, b) => a - b)).toEqual([...y.keys()])
        for (const c of classes.keys()) {
          const counts = parts.map(p => p.heldOut.y.filter(v => v === c).length)
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        }
      }),
      { seed: 1 },
    )
  })

  it('keeps the rows of a group together', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(5)), { minLength: 12, maxLength: 40 }), fc.nat(), (rows, seed) => {
        const groups = rows.map(([, group], i) => (i < 2 ? i : group))
        for (const { training, heldOut } of innerFolds(
          part(
            rows.map(([y]) => y),
            groups,
          ),
          4,
          seed,
        )) {
          const held = new Set(heldOut.groups)
          expect([...training.groups!].filter(group => held.has(group))).toEqual([])
        }
      }),
      { seed: 1 },
    )
  })

  it('is another split for another seed, the same for the same', () => {
    const rows = part(Array.from({ length: 40 }, (_, i) => i % 3))
    const held = (seed: number) => innerFolds(rows, 5, seed).map(p => rowsOf(p.heldOut))
    expect(held(1)).toEqual(held(1))
    expect(held(1)).not.toEqual(held(2))
  })
})

describe('innerHoldout', () => {
  it('holds out the share, at least one row and not all, even over the classes to one row', () => {
    fc.assert(
      fc.property(labels, fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.nat(), (y, share, seed) => {
        const inner = innerHoldout(part(y), share, seed)
        expectWhole(inner, y)
        const held = inner.heldOut.y.length
        expect(held).toBe(Math.min(y.length - 1, Math.max(1, Math.round(share * y.length))))
        for (const c of classes.keys()) {
          const of = (values: Iterable<number>) => [...values].filter(v => v === c).length
          expect(Math.abs(of(inner.heldOut.y) - (of(y) * held) / y.length)).toBeLessThanOrEqual(1)
        }
      }),
      { seed: 1 },
    )
  })
})

describe('both', () => {
  const both = [(p: TrainingPart) => innerFolds(p, 3, 1), (p: TrainingPart) => innerHoldout(p, 0.3, 1)]

  it.each(both)('refuse one row, one group and rebalanced rows', split => {
    const few = expect.objectContaining({ code: 'too_few_rows' })
    expect(() => split(part([1]))).toThrow(few)
    expect(() => split(part([1, 2, 0], [4, 4, 4]))).toThrow(few)
    const real = part([1, 2, 0, 1, 2, 0])
    expect(() => split(rebalanced(real, real))).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })
})
