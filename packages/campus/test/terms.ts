import { categoricalColumn, createRandom, numericColumn, table } from '@headway/learn'
import type { Codebook, Field } from '../src/codebook/codebook.ts'
import type { Dataset } from '../src/dataset.ts'

const count = (name: string, title: string, marks: Partial<Field> = {}): Field => ({
  name,
  title,
  scale: { kind: 'quantity', minimum: 0, integer: true },
  role: 'indicator',
  actionable: true,
  ...marks,
})

/** Two terms of units taken and passed, a course, and an outcome. Everything can still change but the course. */
export const termsCodebook: Codebook = {
  name: 'terms',
  title: 'Two terms',
  key: [],
  missing: [],
  fields: [
    count('TAKEN1', 'Units 1st term (taken)', { measure: { name: 'units taken', at: 1 } }),
    count('PASSED1', 'Units 1st term (passed)', { boundedBy: 'TAKEN1', measure: { name: 'units passed', at: 1 } }),
    count('TAKEN2', 'Units 2nd term (taken)', { measure: { name: 'units taken', at: 2 } }),
    count('PASSED2', 'Units 2nd term (passed)', { boundedBy: 'TAKEN2', measure: { name: 'units passed', at: 2 } }),
    count('AGE', 'Age', { sensitivity: 'protected', actionable: false }),
    {
      name: 'COURSE',
      title: 'Course code',
      scale: { kind: 'nominal', codes: ['a', 'b'].map(value => ({ value, label: value })) },
      role: 'course',
      actionable: false,
    },
    {
      name: 'LEFT',
      title: 'Left',
      scale: { kind: 'nominal', codes: ['no', 'yes'].map(value => ({ value, label: value })) },
      role: 'target',
      actionable: false,
      event: ['yes'],
    },
  ],
}

/** Who passed a small share of what they took in the second term leaves, mostly. */
export function termsDataset(rows: number, codebook = termsCodebook): Dataset {
  const random = createRandom(8)
  const draw = (of: (i: number) => number) => Array.from({ length: rows }, (_, i) => of(i))
  const taken = [1, 2].map(() => draw(() => random.int(9)))
  const passed = taken.map(t => draw(i => random.int(t[i]! + 1)))
  const left = draw(i => (passed[1]![i]! / Math.max(1, taken[1]![i]!) < 0.3 + 0.4 * random.next() ? 1 : 0))
  const course = draw(() => random.int(2))
  const columns = [
    numericColumn('TAKEN1', taken[0]!),
    numericColumn('PASSED1', passed[0]!),
    numericColumn('TAKEN2', taken[1]!),
    numericColumn('PASSED2', passed[1]!),
    numericColumn(
      'AGE',
      draw(() => 18 + random.int(30)),
    ),
    categoricalColumn('COURSE', course, ['a', 'b']),
    categoricalColumn('LEFT', left, ['no', 'yes']),
  ]
  return { codebook, table: table(columns), hash: `terms-${rows}`, synthetic: true }
}
