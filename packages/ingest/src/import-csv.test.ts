import { csvLine, generate, uci697 } from '@headway/campus'
import { describe, expect, it } from 'vitest'
import { importCsv } from './import-csv.ts'
import { importFile } from './import-file.ts'

const { raw } = generate(uci697, { rows: 2000, seed: 2 })
const text = [raw.names, ...raw.columns[0]!.map((_, i) => raw.columns.map(column => column[i]!))].map(csvLine).join('')

describe('a CSV file as a browser reads it', () => {
  it.each([
    ['a known schema', text],
    ['no known schema, refused rows', 'HOURS;PASSED\n1;y\n"2";n\n3\n\n4;"y"\n'],
    ['not UTF-8', Buffer.from('NAME,PASSED\nM\u00fcller,y\nOdile,n\n', 'latin1')],
  ])('is the dataset that Node reads: %s', async (_, content) => {
    const bytes = Buffer.from(content as string)
    expect(await importCsv('f.csv', new Blob([bytes]))).toEqual(await importFile({ name: 'f.csv', bytes }))
  })

  it.each([
    ['zip_file', 'PK\u0003\u0004 and then nothing', {}],
    ['binary_file', '%PDF-1.7', {}],
    ['empty_file', '', {}],
    ['file_too_large', text, { limits: { fileBytes: 100 } }],
    ['no_usable_rows', text.replaceAll('\n', ',7\n').replace(',7', ''), {}],
  ])('is refused as %s', async (code, content, options) => {
    await expect(importCsv('f.csv', new Blob([content]), options)).rejects.toMatchObject({ code, file: 'f.csv' })
  })
})
