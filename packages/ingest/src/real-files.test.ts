import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Dataset, guessCodebook, mergeDatasets, toCsv } from '@headway/campus'
import { columnOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { importFile } from './import-file.ts'
import { readDataset } from './read-dataset.ts'
import { readFileToRaw } from './read-file-to-raw.ts'
import { writeDataset } from './write-dataset.ts'

const data = process.env['HEADWAY_DATA'] ?? join(import.meta.dirname, '../../../../shared/data')

const files = [
  { path: 'uci856/student_prediction.csv', name: 'uci856', rows: 145, columns: 33 },
  { path: 'uci697/data.csv', name: 'uci697', rows: 4424, columns: 37 },
  { path: 'uci320/student-mat.csv', name: 'uci320', rows: 395, columns: 33 },
  { path: 'uci320/student-por.csv', name: 'uci320', rows: 649, columns: 33 },
]

describe.skipIf(!existsSync(data)).each(files)('$path', ({ path, name, rows, columns }) => {
  const imported = () => importFile(join(data, path))

  it('is read whole by its built-in codebook', async () => {
    const { dataset, codebook, guessed, refused } = await imported()
    expect(refused).toEqual([])
    expect([codebook.name, guessed, dataset.table.rows, dataset.table.columns.length]).toEqual([name, false, rows, columns])
    expect(missingCells(dataset)).toBe(0)
  })

  it('survives CSV, Parquet and a second upload', async () => {
    const { dataset } = await imported()
    expect((await importFile({ name: 'export.csv', bytes: Buffer.from(toCsv(dataset)) })).dataset.hash).toBe(dataset.hash)
    const folder = await mkdtemp(join(tmpdir(), 'headway-test-'))
    await writeDataset(dataset, join(folder, 'd.parquet'))
    expect((await readDataset(join(folder, 'd.parquet'))).hash).toBe(dataset.hash)
    await rm(folder, { recursive: true })
    expect(mergeDatasets(dataset, dataset)).toMatchObject({ added: 0, identical: rows, conflicts: [] })
  })

  it('is read whole by a guessed codebook, too', async () => {
    const { raw } = await readFileToRaw(join(data, path))
    const { refused, dataset } = await importFile(join(data, path), { codebook: guessCodebook(raw) })
    expect(refused).toEqual([])
    expect(dataset.table.rows).toBe(rows)
  })
})

describe.skipIf(!existsSync(data))('facts of the data sheets', () => {
  it('UCI 856: grades and courses', async () => {
    const { dataset } = await importFile(join(data, 'uci856/student_prediction.csv'))
    expect(counts(dataset, 'GRADE')).toEqual({ 0: 8, 1: 35, 2: 24, 3: 21, 4: 10, 5: 17, 6: 13, 7: 17 })
    expect(counts(dataset, 'COURSE ID')['1']).toBe(66)
  })

  it('UCI 697: 86.6 % of those behind with fees are Dropout; a tab in a name', async () => {
    const { dataset, notes } = await importFile(join(data, 'uci697/data.csv'))
    const [fees, target] = [columnOf(dataset.table, 'Tuition fees up to date'), columnOf(dataset.table, 'Target')]
    if (fees.kind !== 'categorical' || target.kind !== 'categorical') throw new Error('codes are categories')
    const behind = [...fees.codes.keys()].filter(row => fees.levels[fees.codes[row]!] === '0')
    const dropped = behind.filter(row => target.levels[target.codes[row]!] === 'Dropout')
    expect(dropped.length / behind.length).toBeCloseTo(0.866, 3)
    expect(notes).toEqual([expect.stringContaining('Daytime/evening attendance')])
  })
})

function counts(dataset: Dataset, name: string): Record<string, number> {
  const column = columnOf(dataset.table, name)
  if (column.kind !== 'categorical') throw new Error(`${name} is a quantity`)
  return Object.fromEntries(column.levels.map((level, code) => [level, column.codes.filter(c => c === code).length]))
}

function missingCells({ table: { columns } }: Dataset): number {
  return columns.reduce(
    (sum, c) => sum + (c.kind === 'numeric' ? c.values.filter(Number.isNaN).length : c.codes.filter(code => code < 0).length),
    0,
  )
}
