import { toCsv, uci856 } from '@headway/campus'
import { columnOf } from '@headway/learn'
import { expect, it } from 'vitest'
import { importFile } from './import-file.ts'

const names = uci856.fields.map(f => f.name)
const row = (id: string, grade = '7') => [id, ...names.slice(1, -1).map(() => '1'), grade].join(',')
const file = (...rows: string[]) => ({ name: 'students.csv', bytes: Buffer.from([names.join(','), ...rows, ''].join('\n')) })

it('recognises a built-in codebook and lists every row it does not take, in order', async () => {
  const { dataset, codebook, guessed, refused, identical } = await importFile(
    file(row('S1'), row('S2', '8'), 'S3,1', row('S1'), row('S1', '0'), row('')),
  )
  expect(codebook).toBe(uci856)
  expect(guessed).toBe(false)
  expect(dataset).toMatchObject({ synthetic: false, table: { rows: 1 } })
  expect(identical).toBe(1)
  expect(refused.map(r => [r.line, r.code, r.column])).toEqual([
    [3, 'unknown_code', 'GRADE'],
    [4, 'wrong_width', undefined],
    [6, 'duplicate_key', 'STUDENTID + COURSE ID'],
    [7, 'missing_key', 'STUDENTID'],
  ])
})

it('marks a file of generated students as synthetic, and refuses them among real ones', async () => {
  expect((await importFile(file(row('SYN000001'), row('SYN000002')))).dataset.synthetic).toBe(true)
  const mixed = await importFile(file(row('S1'), row('SYN000002')))
  expect(mixed.dataset.synthetic).toBe(false)
  expect(mixed.refused).toEqual([expect.objectContaining({ line: 3, code: 'synthetic_row' })])
})

it('guesses a codebook where none is known, and says so', async () => {
  const { codebook, guessed, dataset } = await importFile({ name: 'a.csv', bytes: Buffer.from('sex;score\nf;1.5\nm;2\nf;\n') })
  expect(guessed).toBe(true)
  expect(codebook.fields.map(f => f.scale.kind)).toEqual(['nominal', 'quantity'])
  expect(columnOf(dataset.table, 'score')).toMatchObject({ values: Float64Array.of(1.5, 2, NaN) })
})

it('says why when no row is left', async () => {
  const act = importFile(file(row('S1', '9'), row('S2', 'x')))
  await expect(act).rejects.toThrow(/students\.csv: all 2 rows were refused.*line 2, GRADE: expected one of 0 Fail/)
  await expect(act).rejects.toThrow(expect.objectContaining({ code: 'no_usable_rows' }))
})

it('refuses other columns by the codebook it is told', async () => {
  await expect(importFile({ name: 'a.csv', bytes: Buffer.from('x,y\n1,2\n') }, { codebook: uci856 })).rejects.toThrow(
    expect.objectContaining({ code: 'missing_column' }),
  )
})

it('reads its own export back to the same hash', async () => {
  const { dataset } = await importFile(file(row('S1'), row('S2', ''), row('é "x", y')))
  const again = await importFile({ name: 'export.csv', bytes: Buffer.from(toCsv(dataset)) })
  expect(again.dataset.hash).toBe(dataset.hash)
})
