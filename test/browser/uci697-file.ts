import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvLine, generate, uci697 } from '../../packages/campus/src/index.ts'

export interface StudentCsv {
  readonly what: string // for the name of a test
  readonly name: string
  readonly buffer: Buffer
}

/** UCI 697 where its data are at hand; otherwise as many invented students in its columns. */
export function uci697File(): StudentCsv {
  const file = join(process.env['HEADWAY_DATA'] ?? join('..', 'shared', 'data'), 'uci697', 'data.csv')
  return existsSync(file) ? { what: 'UCI 697', name: 'data.csv', buffer: readFileSync(file) } : inventedFile(4424)
}

/** Invented students in the columns of UCI 697. */
export function inventedFile(rows: number): StudentCsv {
  const { raw } = generate(uci697, { rows, seed: 1 })
  const lines = Array.from({ length: rows }, (_, i) => csvLine(raw.columns.map(column => column[i]!)))
  return { what: `${rows} invented students`, name: 'invented.csv', buffer: Buffer.from([csvLine(raw.names), ...lines].join('')) }
}
