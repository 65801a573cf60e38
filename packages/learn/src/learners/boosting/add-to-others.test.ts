import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRandom } from '../../random.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import { categoricalColumn, numericColumn, table } from '../../table.ts'
import { binColumns } from '../../trees/binning.ts'
import { columnValues, describeColumn, setColumns } from '../../trees/column-values.ts'
import { leafOf } from '../../trees/tree.ts'
import { addToOthers } from './add-to-others.ts'
import { boosting } from './boosting.ts'

/** Numbers with gaps, and levels of which some are missing. */
function mixed(n: number, seed: number) {
  const random = createRandom(seed)
  const numbers = () => Float64Array.from({ length: n }, () => (random.next() < 0.2 ? NaN : random.int(12)))
  const levels = ['a', 'b', 'c', 'd', 'e']
  const codes = Int32Array.from({ length: n }, () => random.int(levels.length + 1) - 1)
  return table([numericColumn('x', numbers()), categoricalColumn('group', codes, levels), numericColumn('z', numbers())])
}

it('adds to every row what the leaf that it reaches by its values says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 12, max: 80 }), (seed, n) => {
      const rows = mixed(n, seed)
      const random = createRandom(seed + 1)
      const y = Float64Array.from({ length: n }, (_, i) => (i < 2 ? i : random.int(2)))
      const part = wholeOf(sample({ table: rows, y, task: { kind: 'binary', classes: ['no', 'yes'] } }))
      const { trees } = boosting.fit(part, { rounds: 3, maxLeaves: 6, minRows: 2, minCategoryRows: 1 }, { seed })
      const columns = rows.columns.map(describeColumn)
      const values = columnValues(rows, columns)
      const binned = binColumns(values, columns, new Float64Array(n).fill(1), 255)
      const others = Int32Array.from({ length: n }, (_, i) => i).filter(i => i % 3 > 0)
      for (const tree of trees) {
        const scores = Float64Array.from({ length: n }, (_, i) => i)
        addToOthers(scores, others, tree, binned)
        const expected = scores.map((_, i) => i + (i % 3 > 0 ? tree.value[leafOf(tree, values, setColumns(columns), i)] : 0))
        expect(scores).toEqual(expected)
      }
    }),
    { seed: 1, numRuns: 40 },
  )
})
