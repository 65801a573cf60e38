import type { DuckDBConnection } from '@duckdb/node-api'

/** What a column of a result is kept in: INTEGER, SMALLINT, FLOAT, DOUBLE and UTINYINT columns are these arrays inside DuckDB. */
const arrays = { i32: Int32Array, i16: Int16Array, f32: Float32Array, f64: Float64Array, u8: Uint8Array } as const

export type Kind = keyof Arrays
interface Arrays {
  readonly i32: Int32Array
  readonly i16: Int16Array
  readonly f32: Float32Array
  readonly f64: Float64Array
  readonly u8: Uint8Array
}
export type Typed<K extends Kind> = Arrays[K]
export type TypedColumns<K extends readonly Kind[]> = { readonly [J in keyof K]: Typed<K[J]> }

const SAY = 100_000 // rows

/**
 * The columns of a query without a JavaScript value per cell. The query must give exactly these types, and no NULL.
 *
 * @param rows told how many rows have come, now and then
 */
export async function typedColumns<const K extends readonly Kind[]>(
  connection: DuckDBConnection,
  sql: string,
  kinds: K,
  rows: (done: number) => void = () => {},
): Promise<TypedColumns<K>> {
  const result = await connection.stream(sql)
  const parts = kinds.map((): Typed<Kind>[] => [])
  let n = 0
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let j = 0; j < kinds.length; j++) parts[j]!.push(itemsOf(chunk.getColumnVector(j), kinds[j]!).slice())
    n += chunk.rowCount
    if (n % SAY < chunk.rowCount) rows(n)
  }
  const whole = kinds.map((kind, j) => {
    const joined = new arrays[kind](n)
    let at = 0
    for (const part of parts[j]!) {
      joined.set(part, at)
      at += part.length
    }
    parts[j] = []
    return joined
  })
  return whole as unknown as TypedColumns<K>
}

/** The vector's own memory. */
export function itemsOf(vector: object, kind: Kind): Typed<Kind> {
  const items = 'items' in vector ? vector.items : undefined
  if (items instanceof arrays[kind]) return items
  throw new TypeError(`A ${kind} column was expected.`)
}
