import { type ColumnSource, LearnError, type Task, type TreeColumn } from '@headway/learn'
import { connect, sqlName, sqlText } from '../duckdb.ts'
import { IngestError } from '../errors.ts'
import { typedColumns } from '../records/typed-columns.ts'

export interface OpenedColumns extends ColumnSource {
  close(): void
}

export interface OpenColumnsOptions {
  readonly target: string
  /** How the target is forecast; by default classes are ordered where `ordinal` says so, and numbers are a regression. */
  readonly kind?: Task['kind']
  /** Columns to learn from; by default all but the target. */
  readonly columns?: readonly string[]
}

/**
 * A Parquet file that is too large to hold: `boostColumns` reads its columns one by one, and only their bins are kept. Columns of
 * numbers, dates left out, are numbers (null and NaN are missing); texts and truth values are levels, in order of their code units.
 *
 * @throws IngestError `damaged_file` (no Parquet file), `wrong_columns` (a column that is not there or of another kind);
 *   LearnError `bad_param` where the target has missing values or one class only
 */
export async function openColumns(path: string, { target, kind, columns: wanted }: OpenColumnsOptions): Promise<OpenedColumns> {
  const connection = await connect()
  const from = `read_parquet(${sqlText(path)})`
  const lists = async <T>(sql: string) => (await (await connection.run(sql)).getRowsJS()) as T[]
  try {
    const described = await lists<[string, string]>(`select column_name, column_type from (describe select * from ${from})`)
    const typeOf = new Map(described)
    const names = wanted ?? described.map(([name]) => name).filter(name => name !== target)
    for (const name of [target, ...names]) {
      if (typeOf.has(name)) continue
      throw new IngestError('wrong_columns', path, `There is no column ${name}; there are: ${[...typeOf.keys()].join(', ')}.`)
    }
    const [[total]] = (await lists<[bigint]>(`select count(*) from ${from}`)) as [[bigint]]
    const rows = Number(total)
    const columns: TreeColumn[] = []
    for (const name of names) {
      if (isNumber(typeOf.get(name)!)) columns.push({ kind: 'numeric', name })
      else columns.push({ kind: 'categorical', name, levels: await levelsOf(name), ordered: false })
    }
    const task = await taskOf()
    const y = await numbers(target, 'classes' in task ? task.classes : undefined)
    if (y.some(Number.isNaN))
      throw new LearnError('bad_param', `The target ${target} is missing in some rows. Leave these rows out of the file.`)
    return {
      rows,
      columns,
      y,
      task,
      read(j) {
        const column = columns[j]!
        return numbers(column.name, column.kind === 'categorical' ? column.levels : undefined)
      },
      close: () => connection.disconnectSync(),
    }

    /** [rows] in the order of the file. */
    async function numbers(name: string, levels?: readonly string[]): Promise<Float64Array> {
      const value = levels
        ? `list_position([${levels.map(sqlText).join(', ')}], ${sqlName(name)}::varchar)::double - 1`
        : `${sqlName(name)}::double`
      const [read] = await typedColumns(connection, `select coalesce(${value}, 'nan'::double) from ${from}`, ['f64'])
      return read
    }

    async function levelsOf(name: string): Promise<string[]> {
      const type = typeOf.get(name)!
      if (type !== 'VARCHAR' && type !== 'BOOLEAN' && !type.startsWith('ENUM')) {
        throw new IngestError('wrong_columns', path, `Column ${name} holds ${type}, expected numbers, texts or truth values. Leave it out.`)
      }
      const found = await lists<[string]>(`select distinct ${sqlName(name)}::varchar from ${from} where ${sqlName(name)} is not null`)
      return found.map(([level]) => level).sort()
    }

    async function taskOf(): Promise<Task> {
      if (isNumber(typeOf.get(target)!) && (kind === undefined || kind === 'regression')) return { kind: 'regression' }
      const found = await lists<[string]>(`select distinct ${sqlName(target)}::varchar from ${from} where ${sqlName(target)} is not null`)
      const numeric = isNumber(typeOf.get(target)!)
      const classes = found.map(([level]) => level).sort(numeric ? (a, b) => Number(a) - Number(b) : undefined)
      return { kind: (kind === 'regression' ? undefined : kind) ?? (classes.length === 2 ? 'binary' : 'multiclass'), classes }
    }
  } catch (error) {
    connection.disconnectSync()
    if (error instanceof IngestError || error instanceof LearnError) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw new IngestError('damaged_file', path, `It cannot be read as a Parquet file: ${said}`, { cause: error })
  }
}

function isNumber(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type)
}
