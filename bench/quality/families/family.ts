import { type Code, type Dataset, type Field, readTable, type Scale } from '@headway/campus'
import { createRandom, deriveSeed, type Random } from '@headway/learn'
import { logistic } from './draws.ts'

/** A kind of student table, generated: what it holds, and how the outcome follows. */
export interface Family {
  readonly name: string
  readonly rows: number
  readonly fields: readonly Field[] // without the outcome
  readonly outcome: Field
  /** What is asked about it, as `askQuestion` reads it: the column, or an event in it. */
  readonly question: string
  /** How often each class of the outcome occurs, in the codebook's order. */
  readonly shares: readonly number[]
  /** Draws what is the same for all students (how hard a course is), and returns what draws one student. */
  world(random: Random): (random: Random) => Student
}

export interface Student {
  readonly cells: Readonly<Record<string, string | number | null>> // null: not recorded
  /** On the log-odds scale: the classes are cut from score + logistic noise, the lowest first. */
  readonly score: number
}

/** The family's table; the same at every call. */
export function datasetOf({ name, rows, fields, outcome, shares, world }: Family): Dataset {
  const draw = world(createRandom(deriveSeed(11, name, 'world')))
  const random = createRandom(deriveSeed(11, name, 'students'))
  const students = Array.from({ length: rows }, () => draw(random))
  const classes = cutByShares(
    students.map(({ score }) => score + logistic(random)),
    shares,
  )
  const codebook = { name, title: name, key: [], missing: [], fields: [...fields, outcome] }
  const codes = codesOf(outcome.scale)
  const columns = [...fields.map(field => students.map(({ cells }) => String(cells[field.name] ?? ''))), classes.map(c => codes[c]!.value)]
  const lines = Int32Array.from({ length: rows }, (_, i) => i + 2)
  return readTable(codebook, { file: `${name}.csv`, names: codebook.fields.map(f => f.name), columns, lines }, { synthetic: true }).dataset
}

export function field(name: string, scale: Scale, marks: Partial<Field> = {}): Field {
  return { name, title: name, scale, role: 'indicator', actionable: false, ...marks }
}

/** Codes 1 … n. */
export function codes(kind: 'nominal' | 'ordinal', n: number): Scale {
  return { kind, codes: Array.from({ length: n }, (_, i) => ({ value: String(i + 1), label: String(i + 1) })) }
}

export function labels(kind: 'nominal' | 'ordinal', ...names: readonly string[]): Scale {
  return { kind, codes: names.map(value => ({ value, label: value })) }
}

function codesOf(scale: Scale): readonly Code[] {
  return 'codes' in scale ? scale.codes : []
}

/** The class of each value, so that the lowest `shares[0]` of them are of class 0, and so on. */
function cutByShares(values: readonly number[], shares: readonly number[]): number[] {
  const ends = shares.map((_, c) => shares.slice(0, c + 1).reduce((sum, share) => sum + share, 0) * values.length)
  const classes = new Array<number>(values.length).fill(shares.length - 1)
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  order.forEach((row, rank) => {
    const c = ends.findIndex(end => rank < end - 1e-9)
    if (c >= 0) classes[row] = c
  })
  return classes
}
