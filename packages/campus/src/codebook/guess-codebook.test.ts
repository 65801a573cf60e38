import { describe, expect, it } from 'vitest'
import type { RawTable } from '../dataset.ts'
import { guessCodebook } from './guess-codebook.ts'
import { guessScale } from './guess-scale.ts'
import { nameHints } from './name-hints.ts'
import { readTable } from './read-table.ts'

function raw(columns: Record<string, readonly (string | number)[]>): RawTable {
  const cells = Object.values(columns).map(column => column.map(String))
  return { file: 'My students.csv', names: Object.keys(columns), columns: cells, lines: Int32Array.from(cells[0]!, (_, i) => i + 2) }
}

const cycle = (n: number, values: readonly (string | number)[]) => Array.from({ length: n }, (_, i) => values[i % values.length]!)
const none = { identifier: false }

describe('scale', () => {
  it.each([
    [
      'two whole numbers',
      ['0', '1'],
      none,
      {
        kind: 'nominal',
        codes: [
          { value: '0', label: '0' },
          { value: '1', label: '1' },
        ],
      },
    ],
    ['decimals', ['1.5', '2', '-3e2'], none, { kind: 'quantity' }],
    ['many whole numbers', Array.from({ length: 40 }, (_, i) => String(i)), none, { kind: 'quantity' }],
    ['course numbers', ['33', '171', '9003'], { ...none, role: 'course' }, { kind: 'nominal' }],
    ['numbers called code', ['33', '171', '9003'], { ...none, numbers: 'code' }, { kind: 'nominal' }],
    ['small numbers called hours', ['1', '2', '3', '4'], { ...none, numbers: 'quantity' }, { kind: 'quantity' }],
    ['leading zeros', ['01', '02', '10'], none, { kind: 'nominal' }],
    [
      'texts',
      ['yes', 'no'],
      none,
      {
        kind: 'nominal',
        codes: [
          { value: 'no', label: 'no' },
          { value: 'yes', label: 'yes' },
        ],
      },
    ],
    ['terms', ['2014B', '2013J'], { ...none, role: 'term' }, { kind: 'ordinal', codes: [{ value: '2013J' }, { value: '2014B' }] }],
    ['nothing', [], none, { kind: 'identifier' }],
  ] as const)('%s', (_, distinct, hints, scale) => expect(guessScale(distinct, 100, hints).scale).toMatchObject(scale))

  it('lists the codes between the smallest and the largest of a short run', () => {
    const { scale } = guessScale(['5', '1', '2'], 100, none)
    expect(scale).toMatchObject({ kind: 'ordinal', codes: ['1', '2', '3', '4', '5'].map(value => ({ value })) })
  })

  it('takes texts that hardly repeat for identifiers', () => {
    expect(
      guessScale(
        Array.from({ length: 90 }, (_, i) => `t${i}`),
        100,
        none,
      ).scale.kind,
    ).toBe('identifier')
    expect(
      guessScale(
        Array.from({ length: 90 }, (_, i) => `t${i}`),
        1000,
        none,
      ).scale.kind,
    ).toBe('nominal')
  })
})

describe('names', () => {
  it.each([
    'Gender',
    'sex',
    'Age at enrollment',
    'Nacionality',
    "Mother's occupation",
    'fatherJob',
    'marital_status',
    'Educational special needs',
    'IMD_band',
    'International',
    'disability',
  ])('%s is protected', name => expect(nameHints(name).sensitivity).toBe('protected'))
  it.each(['language skills', 'average', 'Course', 'sextant', 'stage', 'Target'])('%s is not', name =>
    expect(nameHints(name).sensitivity).not.toBe('protected'),
  )
  it.each(['STUDENTID', 'student_id', 'id_student', 'ID', 'Matriculation number', 'studentId'])('%s is the student', name => {
    expect(nameHints(name)).toMatchObject({ role: 'student', identifier: true })
  })
  it.each(['Course', 'COURSE ID', 'code_module', 'courseCode'])('%s is the course', name => expect(nameHints(name).role).toBe('course'))
  it.each(['term', 'code_presentation', 'Academic year'])('%s is the term', name => expect(nameHints(name).role).toBe('term'))
})

describe('codebook', () => {
  const codebook = guessCodebook(
    raw({
      student_id: Array.from({ length: 60 }, (_, i) => `s${i % 30}`),
      course: [...cycle(30, [1]), ...cycle(30, [2])],
      gender: cycle(60, ['f', 'm', 'NA']),
      score: cycle(60, [1.5, 2, '-']),
      answer: cycle(60, ['-', 'x']),
      notes: Array.from({ length: 60 }, (_, i) => `free text ${i}`),
      empty: cycle(60, ['']),
    }),
  )

  it('is named after the file and says what it guessed', () => {
    expect(codebook).toMatchObject({ name: 'my-students', title: 'My students', key: ['student_id', 'course'] })
    for (const field of codebook.fields) expect(field.description).toMatch(/^Guessed: /)
    expect(codebook.fields.some(f => f.role === 'target')).toBe(false)
  })

  it('gives roles, scales and sensitivity', () => {
    expect(codebook.fields.map(f => [f.name, f.scale.kind, f.role, f.sensitivity])).toEqual([
      ['student_id', 'identifier', 'student', undefined],
      ['course', 'nominal', 'course', undefined],
      ['gender', 'nominal', 'indicator', 'protected'],
      ['score', 'quantity', 'indicator', undefined],
      ['answer', 'nominal', 'indicator', undefined],
      ['notes', 'identifier', 'never', undefined],
      ['empty', 'identifier', 'never', undefined],
    ])
  })

  it('finds missing marks, which are texts among texts', () => {
    expect(codebook.missing.toSorted()).toEqual(['-', 'NA'])
    expect(codebook.fields[4]!.scale).toMatchObject({ codes: [{ value: '-' }, { value: 'x' }] })
  })

  it('takes two columns that both could be the student, one as the student', () => {
    const { fields } = guessCodebook(raw({ id: cycle(4, [1, 2, 3, 4]), student_id: cycle(4, ['a', 'b']) }))
    expect(fields.map(f => f.role)).toEqual(['student', 'never'])
  })

  it('reads its own file without a refusal', () => {
    const file = raw({ a: cycle(50, [1, 2, 3]), __proto: cycle(50, ['x', 'y', '?']), z: cycle(50, ['1.0', '2', 'NaN']) })
    expect(readTable(guessCodebook(file), file, { synthetic: false })).toMatchObject({ refused: [], dataset: { table: { rows: 50 } } })
  })
})
