import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openWorkspace } from '../../kernel/workspace.ts'
import { columnStep } from './column-step.ts'
import { columnStepInKernel } from './column-step-in-kernel.ts'

const column = (count: number) => ({ count, ordered: true, direction: 0 as const })
const base = { learningRate: 0.1, categorySmoothing: 10 }

const bin = fc.record({ g: fc.double({ min: -5, max: 5, noNaN: true }), h: fc.double({ min: 0, max: 2, noNaN: true }), rows: fc.nat(6) })
const cases = fc.record({
  bins: fc.array(bin, { minLength: 1, maxLength: 40 }), // the last is missing
  maxLeaves: fc.integer({ min: 1, max: 6 }),
  minRows: fc.integer({ min: 1, max: 8 }),
  l2: fc.constantFrom(0, 0.3, 1),
})

it('is the twin’s step, bit for bit', () => {
  fc.assert(
    fc.property(cases, ({ bins, ...params }) => {
      const count = bins.length - 1
      const workspace = openWorkspace(100_000)
      const place = (values: number[]) => {
        const into = workspace.f64(values.length)
        into.set(values)
        return into
      }
      const sums = place(bins.flatMap(({ g, h, rows }) => (rows === 0 ? [0, 0] : [g, h])))
      const rows = place(bins.map(of => of.rows))
      const into = workspace.f64(count + 1)
      const expected = new Float64Array(count + 1)
      const gain = columnStep(column(count), { ...base, ...params })(sums, rows, expected)
      const find = columnStepInKernel(column(count), { ...base, ...params })!.make(workspace.calls!, workspace)
      for (let again = 0; again < 2; again++) {
        expect(find(sums, rows, into)).toBe(gain)
        if (gain !== 0) expect(into).toEqual(expected)
      }
      workspace.close()
    }),
    { seed: 1, numRuns: 500 },
  )
})

it('is left to the twin without order, and with a direction', () => {
  expect(columnStepInKernel({ ...column(3), ordered: false }, { ...base, maxLeaves: 2, minRows: 1, l2: 0 })).toBeUndefined()
  expect(columnStepInKernel({ ...column(3), direction: 1 }, { ...base, maxLeaves: 2, minRows: 1, l2: 0 })).toBeUndefined()
})
