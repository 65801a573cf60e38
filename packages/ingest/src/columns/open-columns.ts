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
 * @throws IngestError `damaged_file` (no Parquet file, or a damaged one, which may be found by `read` only), `wrong_columns` (a column that is
 *   not there, named twice, the target or of another kind); LearnError `bad_param` where the target has missing or infinite values, or not the classes of its kind
 */
export async function openColumns(path: string, { target, kind, columns: wanted }: OpenColumnsOptions): Promise<OpenedColumns> {
  const connection = await connect()
  const from = `read_parquet(${sqlText(path)}, hive_partitioning = false)` // a folder's name is no column
  const lists = async <T>(sql: string) => (await (await connection.run(sql)).getRowsJS()) as T[]
  try {
    const described = await lists<[string, string]>(`select column_name, column_type from (describe select * from ${from})`)
    const typeOf = new Map(described)
    const names = wanted ?? described.map(([name]) => name).filter(name => name !== target)
    for (const name of [target, ...names]) {
      if (typeOf.has(name)) continue
      throw new IngestError('wrong_columns', path, `There is no column ${name}; there are: ${[...typeOf.keys()].join(', ')}.`)
    }
    if (new Set([target, ...names]).size <= names.length) {
      throw new IngestError(
        'wrong_columns',
        path,
        `Columns to learn from must be named once each, and the target ${target} not among them.`,
      )
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
    if (!y.every(Number.isFinite)) {
      throw new LearnError('bad_param', `The target ${target} is missing or infinite in some rows. Leave these rows out of the file.`)
    }
    return {
      rows,
      columns,
      y,
      task,
      read(j) {
        const column = columns[j]!
        return numbers(column.name, column.kind === 'categorical' ? column.levels : undefined).catch(error => {
          throw damaged(path, error)
        })
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
      return (await textsOf(name)).sort()
    }

    /** @returns every text that the column holds, once */
    async function textsOf(name: string): Promise<string[]> {
      const found = await lists<[string]>(`select distinct ${sqlName(name)}::varchar from ${from} where ${sqlName(name)} is not null`)
      if (!found.some(([text]) => text.includes('\0'))) return found.map(([text]) => text)
      throw new IngestError('wrong_columns', path, `Column ${name} holds the character U+0000, so it is no text. Leave it out.`)
    }

    async function taskOf(): Promise<Task> {
      const numeric = isNumber(typeOf.get(target)!)
      if (numeric && (kind === undefined || kind === 'regression')) return { kind: 'regression' }
      const classes = (await textsOf(target)).sort(numeric ? (a, b) => Number(a) - Number(b) : undefined)
      const asked = kind ?? (classes.length === 2 ? 'binary' : 'multiclass')
      if (asked !== 'regression' && (asked === 'binary' ? classes.length === 2 : classes.length > 1)) return { kind: asked, classes }
      const wanted = asked === 'regression' ? 'numbers' : asked === 'binary' ? 'two classes' : 'two classes or more'
      throw new LearnError('bad_param', `The target ${target} holds ${classes.length} classes, expected ${wanted} for ${asked}.`)
    }
  } catch (error) {
    connection.disconnectSync()
    throw error instanceof IngestError || error instanceof LearnError ? error : damaged(path, error)
  }
}

function damaged(path: string, cause: unknown): IngestError {
  const said = cause instanceof Error ? cause.message : String(cause)
  return new IngestError('damaged_file', path, `It cannot be read as a Parquet file: ${said}`, { cause })
}

function isNumber(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type)
}
