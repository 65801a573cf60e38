import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readFileToRaw } from './read-file-to-raw.ts'
import { storeZip, unzip } from './zip.ts'

const workbook = (rows: string, more: Readonly<Record<string, string>> = {}) => {
  const parts = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    'xl/styles.xml':
      '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  }
  return storeZip(new Map(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)])))
}

const text = (address: string, value: string) => `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`
const read = (bytes: Uint8Array, name = 'students.xlsx') => readFileToRaw({ name, bytes })

it('reads the first sheet: texts, numbers, dates, truth values, gaps, computed formulas', async () => {
  const { raw, notes } = await read(
    workbook(
      `<row r="2">${text('A2', ' id ')}${text('B2', 'score')}${text('C2', 'born')}${text('D2', 'paid')}</row>` +
        `<row r="3">${text('A3', 's1')}<c r="B3"><v>0.1</v></c><c r="C3" s="1"><v>36526</v></c><c r="D3" t="b"><v>1</v></c></row>` +
        `<row r="5">${text('A5', '=x')}<c r="B5"><f>1+2</f><v>3</v></c></row>`,
    ),
    'renamed.csv',
  )
  expect(raw.names).toEqual(['id', 'score', 'born', 'paid'])
  expect(raw.columns).toEqual([
    ['s1', '=x'],
    ['0.1', '3'],
    ['2000-01-01', ''],
    ['true', ''],
  ])
  expect([...raw.lines]).toEqual([3, 5])
  expect(notes).toContain('1 blank row was skipped.')
})

describe('refuses', () => {
  it.each([
    ['an empty sheet', 'empty_file', workbook('')],
    ['a header only', 'header_only', workbook(`<row r="1">${text('A1', 'id')}</row>`)],
    [
      'a name twice',
      'duplicate_header',
      workbook(`<row r="1">${text('A1', 'id')}${text('B1', 'id')}</row><row r="2">${text('A2', '1')}</row>`),
    ],
    [
      'a cell at the far end of the sheet',
      'bad_workbook',
      workbook(`<row r="1">${text('A1', 'id')}</row><row r="1048576">${text('XFD1048576', '1')}</row>`),
    ],
    ['a row number beyond any sheet', 'bad_workbook', workbook('<row r="99999999999"><c><v>1</v></c></row>')],
    ['a row number in disguise', 'bad_workbook', workbook('<row r="&#57;99999999"><c><v>1</v></c></row>')],
    ['a workbook without its sheet', 'bad_workbook', storeZip(new Map([['xl/workbook.xml', Buffer.from('<workbook/>')]]))],
  ])('%s', async (_, code, bytes) => {
    await expect(read(bytes)).rejects.toThrow(expect.objectContaining({ code, file: 'students.xlsx' }))
  })

  it('what unpacks to more than the limit, whatever size it declares', async () => {
    const bomb = deflate(new Map([['xl/workbook.xml', Buffer.alloc(300 * 1024 * 1024)]]), 100)
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const before = process.memoryUsage().rss
    await expect(readFileToRaw({ name: 'b.xlsx', bytes: bomb }, { unpackedBytes: 10 * 1024 * 1024 })).rejects.toThrow(
      expect.objectContaining({ code: 'zip_bomb' }),
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
  })
})

it('unpacks what it packs, stored and deflated', () => {
  const files = new Map([
    ['a.xml', Buffer.from('é'.repeat(1000))],
    ['d/b.xml', Buffer.alloc(0)],
  ])
  for (const zip of [storeZip(files), deflate(files)]) {
    const back = unzip('f', zip, 10_000, () => true)
    expect([...back].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual(
      [...files].map(([name, bytes]) => [name, bytes.toString()]),
    )
  }
})

/** Like `storeZip`, but deflated, and declaring any size. */
function deflate(files: ReadonlyMap<string, Buffer>, declared?: number): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of files) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(declared ?? content.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const at = Buffer.alloc(4)
    at.writeUInt32LE(offset)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed)
    entries.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, Buffer.alloc(10), at, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.size, 6)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, ...entries, Buffer.from('PK\x05\x06', 'latin1'), end])
}
