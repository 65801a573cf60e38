import { describe, expect, it } from 'vitest'
import type { FileSource } from './file-source.ts'
import { readFileToRaw } from './read-file-to-raw.ts'
import { storeZip } from './zip.ts'

const named = (bytes: string | Uint8Array, name = 'students.csv'): FileSource => ({
  name,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
})

describe('refused, with the name of the file', () => {
  it.each([
    ['an empty file', 'empty_file', named('')],
    ['nothing but a byte-order mark', 'empty_file', named('\ufeff')],
    ['blank lines only', 'empty_file', named('\n\r\n \n')],
    ['a header only', 'header_only', named('a,b\r\n')],
    ['a header and blank lines', 'header_only', named('a,b\n,\n\n')],
    ['a name twice', 'duplicate_header', named('a,b, a\n1,2,3\n')],
    ['a web page', 'html_file', named('\n<!DOCTYPE html><html><body>Sign in</body></html>')],
    ['a NUL', 'binary_file', named('a,b\n1,\0\n')],
    ['UTF-16 without its mark', 'binary_file', named(Buffer.from('a,b\n1,2\n', 'utf16le'))],
    ['a PDF', 'binary_file', named('%PDF-1.7 …')],
    ['gzip', 'binary_file', named(Buffer.from([0x1f, 0x8b, 8, 0]))],
    ['a zip renamed .csv', 'zip_file', named(storeZip(new Map([['students.csv', Buffer.from('a,b\n1,2\n')]])))],
    ['half a zip', 'zip_file', named(Buffer.from('PK\u0003\u0004 and then nothing'))],
    ['an old .xls', 'old_excel_file', named(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))],
    ['a quote that never closes', 'unclosed_quote', named('a,b\n1,2\n3,"4\n5,6\n')],
    ['too many columns', 'too_many_columns', named(`${Array.from({ length: 10_001 }, (_, j) => `c${j}`).join(',')}\n1\n`)],
    ['a path to nothing', 'no_file', 'no/such/students.csv'],
    ['a folder', 'no_file', '.'],
  ])('%s', async (_, code, source) => {
    const name = typeof source === 'string' ? source.split('/').at(-1) : source.name
    await expect(readFileToRaw(source)).rejects.toThrow(expect.objectContaining({ name: 'IngestError', code, file: name }))
  })

  it('says where the quote opened', async () => {
    await expect(readFileToRaw(named('a,b\n1,2\n3,"4\n5,6\n'))).rejects.toThrow('students.csv: line 3: a quote opens and never closes')
  })

  it('a file above the limit', async () => {
    await expect(readFileToRaw(named('a,b\n1,2\n'), { fileBytes: 5 })).rejects.toThrow(expect.objectContaining({ code: 'file_too_large' }))
  })
})

it('refuses 100 MB of one line after its first megabyte', async () => {
  const bytes = Buffer.alloc(100 * 1024 * 1024, 'x')
  const before = process.memoryUsage().rss
  await expect(readFileToRaw(named(bytes))).rejects.toThrow(expect.objectContaining({ code: 'line_too_long' }))
  expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024)
})

it('names the open quote when a long line hides one', async () => {
  await expect(readFileToRaw(named(`a,b\n1,"${'x,y\n'.repeat(400_000)}`))).rejects.toThrow(/A quote that opens on line 2 has not closed/)
})
