import { DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api'
import type { Workbench } from './workbench.ts'

const CHUNK = 2048

/** A table of numbers and texts (`number`, then the given columns), to join what comes later with. */
export async function lookup({ connection }: Workbench, name: string, columns: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const lists = Object.values(columns)
  const rows = lists[0]!.length
  await connection.run(
    `create table ${name} (number integer, ${Object.keys(columns)
      .map(c => `${c} varchar`)
      .join(', ')})`,
  )
  const appender = await connection.createAppender(name)
  for (let start = 0; start < rows; start += CHUNK) {
    const end = Math.min(rows, start + CHUNK)
    const chunk = DuckDBDataChunk.create([INTEGER, ...lists.map(() => VARCHAR)])
    chunk.setColumns([Array.from({ length: end - start }, (_, i) => start + i), ...lists.map(list => list.slice(start, end))])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
