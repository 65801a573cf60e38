import { categoricalColumn, createRandom, numericColumn, table } from '@headway/learn'
import type { Codebook, Field } from '../src/codebook/codebook.ts'
import type { Dataset } from '../src/dataset.ts'

const indicator = (name: string, title: string, scale: Field['scale'], marks: Partial<Field> = {}): Field => ({
  name,
  title,
  scale,
  role: 'indicator',
  actionable: false,
  availableFrom: 'registration',
  ...marks,
})

/** Six columns: every scale, one protected, one optional, a course and an ordered outcome of three grades. */
export const smallCodebook: Codebook = {
  name: 'small',
  title: 'Small example',
  key: ['ID'],
  missing: ['NA'],
  fields: [
    indicator('ID', 'Student', { kind: 'identifier' }, { role: 'student' }),
    indicator(
      'SEX',
      'Sex',
      {
        kind: 'nominal',
        codes: [
          { value: '1', label: 'female' },
          { value: '2', label: 'male' },
        ],
      },
      { sensitivity: 'protected' },
    ),
    indicator(
      'HOURS',
      'Study hours',
      {
        kind: 'ordinal',
        codes: [
          { value: '1', label: 'few' },
          { value: '2', label: 'some' },
          { value: '3', label: 'many' },
        ],
      },
      { actionable: true },
    ),
    indicator('POINTS', 'Points before', { kind: 'quantity', minimum: 0, maximum: 100 }, { rule: 'last grade' }),
    indicator('WISH', 'Hoped-for grade', { kind: 'quantity' }, { optional: true }),
    indicator(
      'COURSE',
      'Course',
      {
        kind: 'nominal',
        codes: [
          { value: 'a', label: 'Algebra' },
          { value: 'b', label: 'Biology' },
        ],
      },
      { role: 'course' },
    ),
    indicator(
      'GRADE',
      'Grade',
      {
        kind: 'ordinal',
        codes: [
          { value: '0', label: 'Fail', meaning: 'Fail' },
          { value: '1', label: 'Pass', meaning: 'Fair' },
          { value: '2', label: 'Top', meaning: 'Good' },
        ],
      },
      { role: 'target', event: ['0'] },
    ),
  ],
}

/** `rows` students whose grade follows hours, points and course, with noise; every seventh outcome is not recorded where asked. */
export function smallDataset(rows: number, { seed = 1, gaps = false }: { seed?: number; gaps?: boolean } = {}): Dataset {
  const random = createRandom(seed)
  const draw = (n: number) => Array.from({ length: rows }, () => random.int(n))
  const [sex, hours, course] = [draw(2), draw(3), draw(2)]
  const points = Array.from({ length: rows }, () => Math.round(random.next() * 100))
  const grade = points.map((p, i) => {
    const score = p / 50 + hours[i]! * 0.7 + course[i]! + random.next() * 1.5
    return gaps && i % 7 === 0 ? -1 : score < 2 ? 0 : score < 3.4 ? 1 : 2
  })
  const ids = Array.from({ length: rows }, (_, i) => `S${i}`)
  const columns = [
    categoricalColumn(
      'ID',
      ids.map((_, i) => i),
      ids,
    ),
    categoricalColumn('SEX', sex, ['1', '2']),
    categoricalColumn('HOURS', hours, ['1', '2', '3'], { ordered: true }),
    numericColumn('POINTS', points),
    numericColumn('WISH', points),
    categoricalColumn('COURSE', course, ['a', 'b']),
    categoricalColumn('GRADE', grade, ['0', '1', '2'], { ordered: true }),
  ]
  return { codebook: smallCodebook, table: table(columns), hash: `small-${rows}-${seed}-${gaps}`, synthetic: true }
}
