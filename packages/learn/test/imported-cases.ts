import { readdirSync, readFileSync } from 'node:fs'
import { readModelFile } from '../src/import/read-model-file.ts'
import { type FeatureColumn, importedModel } from '../src/learners/imported/imported-model.ts'
import type { FittedRecipe } from '../src/recipe.ts'
import { type Column, categoricalColumn, numericColumn, type Table, table } from '../src/table.ts'
import type { Task } from '../src/task.ts'

/** A model that XGBoost or LightGBM trained, and rows that it is asked about. */
export interface ImportedCase {
  readonly name: string
  readonly fitted: FittedRecipe
  readonly rows: Table
}

type Rows = readonly (readonly (number | null)[])[]

const folder = new URL('../golden/imported/', import.meta.url)

/** Where rules turn: about 0 and LightGBM's near-zero, about the codes of levels, far off, and missing. */
const PROBES: readonly number[] = [
  ...[NaN, 0, -0, 5e-324, -5e-324, 1e-36, -1e-36, Math.fround(1e-35), -Math.fround(1e-35), 1.1e-35, -1.1e-35],
  ...[-0.3, -1, -1.5, -0.9999999999999999, 0.9999999999999999, 1, 1.9999999999999998, 2, 3.5, 12.7, 40, 1e12, -1e12],
]

/**
 * Every golden model on its golden rows and on probes of each column; where it takes levels by sets, also with the codes as levels, the
 * last of which it does not know.
 */
export function importedCases(): ImportedCase[] {
  return readdirSync(folder)
    .sort()
    .flatMap(file => {
      const { cases } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { cases: { name: string; model: string; X: Rows }[] }
      return cases.flatMap(({ name, model, X }) => casesOf(`${file.replace('.json', '')}, ${name}`, model, X))
    })
}

function casesOf(name: string, text: string, X: Rows): ImportedCase[] {
  const foreign = readModelFile(text)
  const classes = Array.from({ length: Math.max(2, foreign.outputs) }, (_, c) => `c${c}`)
  const task: Task = foreign.tasks[0] === 'regression' ? { kind: 'regression' } : { kind: foreign.tasks[0], classes }
  const all = [...X.map(row => row.map(v => v ?? NaN)), ...probesOf(X[0].map(v => v ?? NaN))]
  const numbers = X[0].map((_, j) =>
    numericColumn(
      `f${j}`,
      all.map(row => row[j]),
    ),
  )
  const caseOf = (called: string, columns: readonly FeatureColumn[], asked: readonly Column[]): ImportedCase => ({
    name: called,
    fitted: { task, inputs: columns, steps: [], learner: 'imported', model: importedModel(foreign, { task, columns }) },
    rows: table(asked),
  })
  const plain = numbers.map((column): FeatureColumn => ({ kind: 'numeric', name: column.name }))
  const sets = foreign.features.map(({ splits }) => splits === 'sets')
  if (!sets.includes(true)) return [caseOf(name, plain, numbers)]
  const asked = numbers.map((column, j) => (sets[j] ? asLevels(column.name, column.values) : column))
  return [caseOf(name, plain, numbers), caseOf(`${name}, as levels`, asked.map(levelsKnown), asked)]
}

function probesOf(row: readonly number[]): number[][] {
  return row.flatMap((_, j) => PROBES.map(probe => row.with(j, probe)))
}

function asLevels(name: string, values: ArrayLike<number>): Column {
  const known = [...new Set(Array.from(values))].filter(v => !Number.isNaN(v))
  return categoricalColumn(
    name,
    Array.from(values, v => known.indexOf(v)),
    known.map(v => `at ${v}`),
  )
}

function levelsKnown(column: Column): FeatureColumn {
  if (column.kind === 'numeric') return { kind: 'numeric', name: column.name }
  const levels = column.levels.slice(0, -1)
  const numbers = levels.map((level, l) => (l === 1 ? null : Number(level.slice(3))))
  return { kind: 'categorical', name: column.name, levels, ordered: false, numbers }
}
