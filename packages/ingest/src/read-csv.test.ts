import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from './limits.ts'
import { bytesAsFile } from './opened-file.ts'
import { parseCsv } from './parse-csv.ts'
import { readFileToRaw } from './read-file-to-raw.ts'

interface Dialect {
  readonly delimiter: string
  readonly lineEnd: string
  readonly mark: boolean
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
}

/** Quotes what needs it, and every cell of a row that is empty throughout: such a row without quotes is a blank line. */
function write(rows: readonly (readonly string[])[], { delimiter, lineEnd, mark, encoding }: Dialect): Uint8Array {
  const quoted = (cell: string, always: boolean) =>
    always || cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const text = rows
    .map(
      row =>
        row
          .map(cell =>
            quoted(
              cell,
              row.every(c => c === ''),
            ),
          )
          .join(delimiter) + lineEnd,
    )
    .join('')
  const whole = mark || encoding !== 'utf-8' ? `\ufeff${text}` : text
  if (encoding === 'utf-8') return Buffer.from(whole)
  const bytes = Buffer.from(whole, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

/** Read by DuckDB, and by ourselves as in a browser: the same, whatever the text. */
async function csv(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const read = await readFileToRaw({ name: 'f.csv', bytes })
  expect(await parseCsv(bytesAsFile('f.csv', bytes), defaultLimits)).toEqual(read)
  return read
}

describe('any table comes back as it was', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'a',
      '1',
      '"',
      '""',
      'a"b',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      'line\nbreak',
      "=cmd|'x'!A0",
      'ä€𝒳',
      '\\',
      '#',
      'NULL',
      "'",
      ' ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: such cells are refused, and tested below
  const clean = cell.filter(text => !/\p{Surrogate}/u.test(text) && !/[\u0000-\u0008\u000e-\u001f\ufeff]/.test(text))
  const rows = fc
    .integer({ min: 2, max: 5 })
    .chain(width => fc.array(fc.array(clean, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
  const dialects = fc.record<Dialect>({
    delimiter: fc.constantFrom(',', ';', '\t'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.boolean(),
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
  })
  it('in any dialect', async () => {
    const property = fc.asyncProperty(rows, dialects, async (table, dialect) => {
      const names = table[0]!.map((_, j) => `column ${'abcde'[j]}`)
      // the delimiter is guessed from the first records, so most of them are plain
      const plain = Array.from({ length: 30 }, () => names.map((_, j) => String(j)))
      const all = [...plain, ...table]
      const { raw, refused } = await csv(write([names, ...all], dialect))
      expect(refused).toEqual([])
      expect(raw.names).toEqual(names)
      expect(raw.columns).toEqual(names.map((_, j) => all.map(row => row[j])))
    })
    await fc.assert(property, { seed: 1, numRuns: 80 })
  })
})

it('is the same for DuckDB and for ourselves, cell by cell, line by line, whatever the text', async () => {
  const pieces = [
    'a',
    '1',
    ' ',
    '  ',
    '"',
    '""',
    ',',
    '\n',
    '\r\n',
    '\r',
    '"x"',
    '"a,b"',
    '"a\nb"',
    ' "',
    '" ',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\\',
  ]
  const text = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 }).map(parts => parts.join(''))
  const property = fc.asyncProperty(text, async body => {
    const bytes = Buffer.from(`p,q\n${body}`)
    const ours = parseCsv(bytesAsFile('f.csv', bytes), defaultLimits).catch(String)
    expect(await ours).toEqual(await readFileToRaw({ name: 'f.csv', bytes }).catch(String))
  })
  await fc.assert(property, { seed: 1, numRuns: 300 })
})

describe('lines', () => {
  it('are those of the file, also after quoted line ends, CR LF and blank lines', async () => {
    const { raw, notes } = await csv('a,b\r\n1,"x\r\ny\nz"\r\n\r\n2,3\r\n')
    expect([...raw.lines]).toEqual([2, 6])
    expect(raw.columns).toEqual([
      ['1', '2'],
      ['x\r\ny\nz', '3'],
    ])
    expect(notes).toEqual(['1 blank line was skipped.'])
  })

  it('with too many or too few cells are refused by number, never dropped', async () => {
    const { raw, refused } = await csv('a,b\n1,2\n3\n4,5,6\n"7\n7",8\n9\n')
    expect(raw.columns).toEqual([
      ['1', '7\n7'],
      ['2', '8'],
    ])
    expect(refused.map(r => [r.line, r.code, r.expected, r.got])).toEqual([
      [3, 'wrong_width', '2 cells, as in the header', '1 cell'],
      [4, 'wrong_width', '2 cells, as in the header', '3 cells'],
      [7, 'wrong_width', '2 cells, as in the header', '1 cell'],
    ])
  })

  it('with text after a closing quote are refused', async () => {
    const { raw, refused } = await csv('a,b\n"x"y,2\n"x" , "y"\n"p" "q",1\n')
    expect(raw.columns).toEqual([['x'], ['y']])
    expect(refused.map(r => [r.line, r.code])).toEqual([
      [2, 'bad_quotes'],
      [4, 'bad_quotes'],
    ])
  })

  it('may have spaces outside the quotes, which do not count, and marks inside cells, which do', async () => {
    const { raw } = await csv('a,b\n\ufeff1,  "x,y"\n  "p\nq"  ,2\n\ufeff3,4\n')
    expect(raw.columns).toEqual([
      ['\ufeff1', 'p\nq', '\ufeff3'],
      ['x,y', '2', '4'],
    ])
  })

  it('need no end on the last one', async () => expect((await csv('a,b\n1,2')).raw.columns).toEqual([['1'], ['2']]))
})

describe('header', () => {
  it('is trimmed, with a note', async () => {
    const { raw, notes } = await csv('\ufeff a;"evening\t";\n1;2;3\n')
    expect(raw.names).toEqual(['a', 'evening', 'column 3'])
    expect(notes).toHaveLength(3)
  })

  it('takes __proto__ for a name like any other', async () => {
    const { raw } = await csv('__proto__,constructor\n1,2\n')
    expect(raw.names).toEqual(['__proto__', 'constructor'])
    expect(raw.columns).toEqual([['1'], ['2']])
    expect(({} as Record<string, unknown>)['1']).toBeUndefined()
  })

  it("follows Excel's sep= line", async () => {
    const { raw } = await csv('sep=;\na,x;b\n1;2\n')
    expect(raw.names).toEqual(['a,x', 'b'])
    expect([...raw.lines]).toEqual([3])
  })
})

it('reads windows-1252 where the bytes are not UTF-8, and says so', async () => {
  const { raw, notes } = await csv(Buffer.from([...Buffer.from('name,b\nJos'), 0xe9, ...Buffer.from(' '), 0x80, ...Buffer.from(',1\n')]))
  expect(raw.columns[0]).toEqual(['José €'])
  expect(notes[0]).toMatch(/windows-1252/)
})

it('reads one column', async () => {
  const { raw } = await csv('a\n1\n""\n\n2\n')
  expect(raw.columns).toEqual([['1', '', '2']])
  expect([...raw.lines]).toEqual([2, 3, 5])
})

it('reads rows across pieces of the file', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `${i},"é${i}\n"`)
  const { raw } = await csv(`a,b\r\n${rows.join('\r\n')}`)
  expect(raw.columns[0]!.length).toBe(60_000)
  expect(raw.columns[1]!.every((text, i) => text === `é${i}\n`)).toBe(true)
  expect(raw.lines[59_999]).toBe(2 + 59_999 * 2)
})
