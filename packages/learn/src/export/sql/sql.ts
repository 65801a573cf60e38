import { LearnError } from '../../errors.ts'
import type { FormulaProgram } from '../program.ts'
import type { RawValues } from '../raw-values.ts'
import { checkSqlSize, checkSqlWidth } from './check-size.ts'
import { type Dialect, dialects, type SqlDialect } from './dialects.ts'
import { inputColumns } from './input-columns.ts'
import { type SqlColumn, sqlColumns } from './layers.ts'

export interface SqlOptions extends RawValues {
  readonly dialect: SqlDialect
  /** The table's name, its schema and catalogue before it where they are needed. */
  readonly table: readonly string[]
  /** Columns that are handed on, so that forecasts find their rows. */
  readonly key: readonly string[]
}

/** PostgreSQL cuts names that have more bytes. */
const LONGEST_NAME = 63

/**
 * A program as one SELECT over a table that has the inputs as columns: the key columns, then `p(<class>)` for each class, or
 * `forecast` in a regression. Where class names are too long for a column, or two of them (or a key) differ in no letter but its case,
 * the columns are p0, p1 …
 *
 * Missing: NULL, NaN, the empty text, and a text of `missing`. A row with an infinite number has the forecast NULL. Numbers are typed
 * doubles, and no exponential can overflow. Agrees with `forecast` to 1e-6 (PostgreSQL, DuckDB, Spark). Ends without a semicolon.
 *
 * @throws LearnError `not_exportable` (more than 100 trees, or another size that no database takes; a name that none can have),
 * `bad_param` (no table, or a dialect that there is not)
 */
export function writeSql(program: FormulaProgram, options: SqlOptions): string {
  if (!Object.hasOwn(dialects, options.dialect))
    throw new LearnError('bad_param', `dialect must be one of ${Object.keys(dialects).join(', ')}, got ${JSON.stringify(options.dialect)}.`)
  if (options.table.length === 0) throw new LearnError('bad_param', 'table must name the table that the forecasts are of. Give its name.')
  checkSqlSize(program)
  const dialect = dialects[options.dialect]
  const keys = options.key.map((_, k) => `k${k}`)
  const { read, inputs } = inputColumns(program.inputs, options, dialect)
  const { columns, at } = sqlColumns(program, dialect)
  const numbers = program.inputs.flatMap((input, i) => (input.kind === 'numeric' ? [`i${i}`] : []))
  const refused = `${infiniteAmong(numbers, dialect)} AS refused`
  const prefix = freePrefix(options.table)
  const source = options.table.map(dialect.name).join('.')
  const handed = options.key.map((name, k) => `s.${dialect.name(name)} AS k${k}`)
  const steps = [
    select([...handed, ...read], `${source} AS s`),
    select([...keys, ...inputs], `${prefix}0`),
    ...layers(
      program,
      columns,
      at,
      numbers.length > 0 ? { keys: [...keys, 'refused'], first: [...keys, refused] } : { keys, first: keys },
    ).map((own, l) => select(own, `${prefix}${l + 1}`)),
  ]
  const names = outputNames(program, options.key)
  const outputs = program.outputs.map((id, c) => {
    const value = numbers.length > 0 ? `CASE WHEN refused THEN NULL ELSE ${at(id)} END` : at(id)
    return `${value} AS ${dialect.name(names[c])}`
  })
  const ctes = steps.map((step, s) => `${prefix}${s} AS (\n${step}${dialect.fence}\n)`)
  const last = select([...options.key.map((name, k) => `k${k} AS ${dialect.name(name)}`), ...outputs], `${prefix}${steps.length - 1}`)
  return `WITH ${ctes.join(',\n')}\n${last}\n`
}

interface Carried {
  readonly keys: readonly string[]
  readonly first: readonly string[] // how the first step makes them
}

/** The steps that compute, each with what it hands on: what it computes, and what a later one still reads. At least one. */
function layers(program: FormulaProgram, columns: readonly SqlColumn[], at: (id: number) => string, { keys, first }: Carried): string[][] {
  const deepest = columns.reduce((most, { depth }) => Math.max(most, depth), 1)
  const wanted = new Set(program.outputs.map(at))
  return Array.from({ length: deepest }, (_, l) => {
    const later = columns.filter(({ depth }) => depth > l + 1).flatMap(({ reads }) => [...reads])
    const needed = new Set([...later, ...wanted])
    const before = columns.filter(({ depth, name }) => depth <= l && needed.has(name)).map(({ name }) => name)
    const inputs = program.inputs.map((input, i) => `${input.kind === 'numeric' ? 'i' : 'c'}${i}`).filter(name => needed.has(name))
    const own = columns.filter(({ depth }) => depth === l + 1).map(({ name, expression }) => `${expression} AS ${name}`)
    const all = [...(l === 0 ? first : keys), ...inputs, ...before, ...own]
    checkSqlWidth(all.length)
    return all
  })
}

function select(columns: readonly string[], from: string): string {
  return `  SELECT\n    ${columns.join(',\n    ')}\n  FROM ${from}`
}

function infiniteAmong(numbers: readonly string[], { doubleType }: Dialect): string {
  const ends = ['Infinity', '-Infinity'].map(end => `CAST('${end}' AS ${doubleType})`).join(', ')
  return numbers.map(name => `COALESCE(${name} IN (${ends}), FALSE)`).join(' OR ')
}

/** Names of the steps that hide no table of the source's name. */
function freePrefix(table: readonly string[]): string {
  let prefix = 'step_'
  while (table.some(part => part.toLowerCase().startsWith(prefix))) prefix = `_${prefix}`
  return prefix
}

function outputNames({ task, outputs }: FormulaProgram, key: readonly string[]): string[] {
  if (task.kind === 'regression') return ['forecast']
  const named = task.classes.map(name => `p(${name})`)
  const distinct = new Set([...key, ...named].map(name => name.toLowerCase())).size === key.length + named.length
  return distinct && named.every(name => bytesOf(name) <= LONGEST_NAME && !/\p{Surrogate}|\0|\$\{/u.test(name))
    ? named
    : outputs.map((_, c) => `p${c}`)
}

function bytesOf(text: string): number {
  return [...text].reduce((sum, c) => sum + (c <= '\u007f' ? 1 : c <= '\u07ff' ? 2 : c <= '\uffff' ? 3 : 4), 0)
}
