import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processIo } from './io.ts'
import { main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-bad-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function train(file: string, ...more: string[]) {
  const err: string[] = []
  const io = { ...processIo(), out: () => {}, err: (text: string) => err.push(text), progress: () => {} }
  const code = await main(
    ['train', at(file), '--target', 'GRADE', '--learner', 'baseline', '--quick', '--out', at('model.json'), ...more],
    io,
  )
  return { code, err: err.join('\n') }
}

let good: string[]
beforeAll(async () => {
  await main(['generate', '--rows', '60', '--out', at('good.csv')], { ...processIo(), out: () => {} })
  good = readFileSync(at('good.csv'), 'utf8').trim().split('\n')
})

const replaced = (column: number, by: (cell: string, row: number) => string) =>
  [
    good[0],
    ...good.slice(1).map((line, row) =>
      line
        .split(',')
        .map((cell, j) => (j === column ? by(cell, row) : cell))
        .join(','),
    ),
  ].join('\n')

describe('a file that cannot be used is refused with its name and what to do, and writes nothing', () => {
  it.each<{ name: string; text: () => string | Buffer; says: RegExp }>([
    { name: 'nothing in it', text: () => '', says: /bad.csv.*\[empty_file\]/ },
    { name: 'a header and no rows', text: () => `${good[0]}\n`, says: /bad.csv.*\[header_only\]/ },
    {
      name: 'a column missing',
      text: () => good.map(line => line.split(',').slice(0, -2).join(',')).join('\n'),
      says: /no (column|.*GRADE)|missing_column|unknown_column/,
    },
    { name: 'a column twice', text: () => good.map(line => `${line},${line.split(',')[1]}`).join('\n'), says: /bad.csv.*(AGE|duplicate)/ },
    { name: 'one outcome only', text: () => replaced(32, () => '3'), says: /All 60 rows have GRADE = CC.*\[one_class\]/ },
    { name: 'no outcome at all', text: () => replaced(32, () => ''), says: /No row has a recorded GRADE.*\[no_rows\]/ },
    { name: 'a web page', text: () => '<!DOCTYPE html><html><body>Log in</body></html>', says: /bad.csv.*\[html_file\]/ },
    { name: 'an archive', text: () => Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]), says: /bad.csv.*\[(zip_file|bad_workbook)\]/ },
    { name: 'one endless line', text: () => 'x'.repeat(3_000_000), says: /bad.csv.*\[line_too_long\]/ },
  ])('$name', async ({ text, says }) => {
    writeFileSync(at('bad.csv'), text())
    const { code, err } = await train('bad.csv')
    expect([code, err]).toEqual([1, expect.stringMatching(says)])
    expect(existsSync(at('model.json'))).toBe(false)
  })

  it('lists rows it refuses by line and column, and works with the others', async () => {
    writeFileSync(
      at('some.csv'),
      replaced(1, (cell, row) => (row === 4 ? '7' : row === 9 ? 'old' : cell)),
    )
    const { code, err } = await train('some.csv', '--out', at('some.json'))
    expect(code).toBe(0)
    expect(err).toMatch(/some.csv, line 6, column AGE: expected .*, got .*7/)
    expect(err).toMatch(/some.csv, line 11, column AGE: expected .*, got .*old/)
  })

  it('says so when a class has fewer members than folds', async () => {
    let kept = 0
    const rare = replaced(32, (_, row) => (row < 3 ? '0' : String(1 + (kept++ % 7))))
    writeFileSync(at('rare.csv'), rare)
    const out: string[] = []
    await main(['evaluate', at('rare.csv'), '--target', 'GRADE', '--learner', 'baseline', '--quick'], {
      ...processIo(),
      out: text => out.push(text),
      err: () => {},
    })
    expect(out.join('\n')).toMatch(/3 folds instead of 5: class Fail has 3 members/)
  })

  it('keeps the old model when the new one cannot be written', async () => {
    writeFileSync(at('model.json'), 'the old one')
    const { code, err } = await train('good.csv', '--out', at('nowhere/model.json'))
    expect([code, err]).toEqual([1, expect.stringMatching(/model.json.*could not be written.*\[cannot_write\]/)])
    expect(readFileSync(at('model.json'), 'utf8')).toBe('the old one')
  })
})
