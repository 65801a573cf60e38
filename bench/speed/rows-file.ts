import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type MadeRows, type MadeSpec, madeRows } from './made-rows.ts'

/** Raw little-endian float64, column after column, the classes last: what numpy and Node read alike. */
export interface RowsFile {
  readonly file: string
  readonly rows: number
  readonly columns: number
  readonly classes: number
}

/** Generated rows as a file; written when it is not there yet. */
export async function madeFile(folder: string, spec: MadeSpec): Promise<RowsFile> {
  const { generator, rows, columns, classes, seed } = spec
  const file = join(folder, `${generator}-${rows}x${columns}-${classes}-${seed}.f64`)
  if (!existsSync(file)) await writeRows(file, madeRows(spec))
  return { file, rows, columns, classes }
}

export async function writeRows(file: string, { columns, y }: MadeRows): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  const out = await open(`${file}.new`, 'w')
  for (const values of [...columns, y]) await out.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  await out.close()
  await rename(`${file}.new`, file)
}

export async function readRows({ file, rows, columns }: RowsFile): Promise<MadeRows> {
  const bytes = await readFile(file)
  const column = (j: number) => new Float64Array(bytes.buffer.slice(bytes.byteOffset + j * rows * 8, bytes.byteOffset + (j + 1) * rows * 8))
  return { columns: Array.from({ length: columns }, (_, j) => column(j)), y: column(columns) }
}

/** Large files are not kept. */
export function forget({ file }: RowsFile): Promise<void> {
  return rm(file, { force: true })
}
