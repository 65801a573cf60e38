import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Codebook, type Dataset, readTable } from '@headway/campus'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDataset } from './read-dataset.ts'
import { writeAtomically } from './write-atomically.ts'
import { writeDataset } from './write-dataset.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const codebook: Codebook = {
  name: 'odd',
  title: 'Odd names',
  key: [],
  missing: [],
  fields: [
    { name: 'id', title: 'Id', role: 'student', actionable: false, scale: { kind: 'identifier' } },
    { name: 'ID', title: 'Upper', role: 'indicator', actionable: false, scale: { kind: 'quantity' } },
    {
      name: 'it\'s "x"',
      title: 'Quotes',
      role: 'indicator',
      actionable: true,
      scale: { kind: 'nominal', codes: ["'", '"', 'é', '\\'].map(value => ({ value, label: value })) },
    },
    {
      name: '__proto__',
      title: 'Proto',
      role: 'indicator',
      actionable: false,
      scale: {
        kind: 'ordinal',
        codes: [
          { value: '1', label: 'one', meaning: 'few' },
          { value: '2', label: 'two' },
        ],
      },
    },
  ],
}

function dataset(rows: readonly (readonly string[])[]): Dataset {
  const columns = codebook.fields.map((_, j) => rows.map(row => row[j]!))
  const names = codebook.fields.map(f => f.name)
  return readTable(codebook, { file: 'f.csv', names, columns, lines: Int32Array.from(rows, (_, i) => i + 2) }, { synthetic: true }).dataset
}

it('comes back the same: cells, codebook, hash, mark', async () => {
  const row = fc.tuple(
    fc.string({ unit: 'grapheme', maxLength: 15 }).filter(s => !/[\p{Surrogate}\0]/u.test(s)),
    fc.oneof(fc.constant(''), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
    fc.constantFrom('', "'", '"', 'é', '\\'),
    fc.constantFrom('', '1', '2'),
  )
  const property = fc.asyncProperty(fc.array(row, { maxLength: 30 }), async rows => {
    const before = dataset(rows)
    await writeDataset(before, join(folder, 'any.parquet'))
    const after = await readDataset(join(folder, 'any.parquet'))
    expect(after).toEqual(before)
  })
  await fc.assert(property, { seed: 1, numRuns: 20 })
})

it('keeps the order of many rows, in a folder whose name is a pattern', async () => {
  const before = dataset(
    Array.from({ length: 10_000 }, (_, i) => [`s${i}`, String(i / 3), ["'", '"', 'é', ''][i % 4]!, ['1', '2', ''][i % 3]!]),
  )
  const odd = join(folder, "[it's *]")
  await mkdir(odd)
  await writeDataset(before, join(odd, 'many.parquet'))
  expect((await readDataset(join(odd, 'many.parquet'))).hash).toBe(before.hash)
})

it('refuses what is not a dataset', async () => {
  await writeFile(join(folder, 'text.parquet'), 'a,b\n1,2\n')
  await expect(readDataset(join(folder, 'text.parquet'))).rejects.toThrow(expect.objectContaining({ code: 'bad_dataset_file' }))
  await expect(readDataset(join(folder, 'none.parquet'))).rejects.toThrow(expect.objectContaining({ code: 'no_file' }))
})

it('notices a dataset that says another hash than its cells have', async () => {
  const before = dataset([['s1', '1', 'é', '1']])
  await writeDataset({ ...before, hash: '0'.repeat(64) }, join(folder, 'changed.parquet'))
  await expect(readDataset(join(folder, 'changed.parquet'))).rejects.toThrow(/it was changed or damaged/)
})

it('leaves what stood there when writing fails, and no rest', async () => {
  const path = join(folder, 'kept.txt')
  await writeFile(path, 'old')
  const full = writeAtomically(path, async temporary => {
    await writeFile(temporary, 'half')
    throw new Error('ENOSPC: no space left on device')
  })
  await expect(full).rejects.toThrow(expect.objectContaining({ code: 'cannot_write' }))
  expect(await readFile(path, 'utf8')).toBe('old')
  expect((await readdir(folder)).filter(name => name.includes('tmp'))).toEqual([])
  await expect(writeDataset(dataset([]), join(folder, 'no', 'such.parquet'))).rejects.toThrow(
    expect.objectContaining({ code: 'cannot_write' }),
  )
})
