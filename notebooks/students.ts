import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, generate, readTable, uci856 } from '@headway/campus'
import { importFile } from '@headway/ingest'

const data = process.env['HEADWAY_DATA'] ?? join(import.meta.dirname, '..', '..', 'shared', 'data')
const file = join(data, 'uci856', 'student_prediction.csv')

/** The students of UCI 856 where the file is at hand, else as many invented ones in the same schema: `dataset.synthetic` says which. */
export async function readStudents(): Promise<Dataset> {
  if (existsSync(file)) return (await importFile(file, { codebook: uci856 })).dataset
  return readTable(uci856, generate(uci856, { rows: 145, seed: 1 }).raw, { synthetic: true }).dataset
}
