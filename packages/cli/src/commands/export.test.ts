import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { askQuestion, compileScorer, csvLine, encodeModel, frame, generate, readTable, train, uci856 } from '@headway/campus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runNode } from '../../../../scripts/house/command.ts'
import { codeBlocks } from '../../../../test/code-blocks.ts'
import { connect } from '../../../ingest/src/duckdb.ts'
import { runCommand } from '../../test/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

const codebook = { ...uci856, missing: ['?'] }
const { raw } = generate(codebook, { rows: 300, seed: 3 })
/** Gaps in every seventh cell or so, empty or marked. */
const columns = raw.columns.map((cells, j) =>
  codebook.fields[j]!.role === 'indicator' ? cells.map((cell, i) => ((i + 3 * j) % 7 === 0 ? ['', '?'][i % 2]! : cell)) : cells,
)
const { dataset } = readTable(codebook, { ...raw, columns }, { synthetic: true })
const question = askQuestion(codebook, { target: 'GRADE<=1' })
const bundle = train(frame(dataset, question), {
  seed: 1,
  learner: 'linear',
  budget: { configurations: 1 },
  honestyGap: false,
  resamples: 20,
  calibrator: 'platt',
})
const wanted = [...compileScorer(bundle).forecastTable(dataset.table).data]

beforeAll(() => {
  writeFileSync(at('model.json'), encodeModel(bundle))
  writeFileSync(at('students.csv'), [raw.names, ...rows.map(row => raw.names.map(name => row[name]!))].map(csvLine).join(''))
})

/** The cells as they stand in the file. */
const rows = columns[0]!.map((_, i) => Object.fromEntries(raw.names.map((name, j) => [name, columns[j]![i]!])))

function largest(got: readonly number[]): number {
  return got.length === wanted.length ? Math.max(...got.map((p, i) => Math.abs(p - wanted[i]!))) : Infinity
}

describe('export', () => {
  it('writes a JavaScript module that forecasts from the cells of the data file', async () => {
    expect(await runCommand('export', at('model.json'), '--to', 'javascript', '--out', at('model.mjs'))).toMatchObject({ code: 0, err: '' })
    const { forecast, classes } = await import(pathToFileURL(at('model.mjs')).href)
    expect(largest(rows.flatMap(row => forecast(row)))).toBeLessThan(1e-6)
    expect(classes).toEqual(bundle.fitted.task.kind === 'binary' && bundle.fitted.task.classes)
  })

  it.each(['all_varchar = true', 'auto_detect = true'])('writes SQL that forecasts from the data file read with %s', async reading => {
    const { code, out } = await runCommand('export', at('model.json'), '--to', 'sql', '--dialect', 'duckdb', '--table', 'main.students')
    expect(code).toBe(0)
    const db = await connect()
    await db.run(`CREATE OR REPLACE TABLE students AS SELECT * FROM read_csv('${at('students.csv')}', ${reading})`)
    const answered = await (await db.run(out)).getRowsJS()
    db.disconnectSync()
    const keys = bundle.codebook.key.length
    expect(largest(answered.flatMap(row => row.slice(keys).map(Number)))).toBeLessThan(1e-6)
  })

  it('writes a card with the words of the codebook, and how far it rounds', async () => {
    const { code, out } = await runCommand('export', at('model.json'), '--to', 'card', '--rows', at('students.csv'))
    expect(code).toBe(0)
    expect(out).toContain('Cumulative GPA')
    expect(out).toMatch(/over 300 past rows, a forecast read from this card is \d+\.\d percentage points away/)
    expect(out).not.toMatch(/<script|https?:/)
  })

  it.each([
    [[], 'Say into what: --to javascript | sql | onnx | card'],
    [['--to', 'cobol'], '--to must be one of'],
    [['--to', 'sql'], 'Name the table'],
    [['--to', 'sql', '--table', 't', '--dialect', 'db2'], '--dialect must be one of'],
    [['--to', 'card'], 'Give past students'],
    [['--to', 'javascript', '--table', 't'], '--table belongs to --to sql'],
    [['--to', 'javascript', '--rows', 't'], '--rows belongs to --to card'],
  ])('refuses %j', async (more, said) => {
    const { code, err } = await runCommand('export', at('model.json'), ...more)
    expect([code, err]).toEqual([2, expect.stringContaining(said)])
  })

  it('says what a model that cannot be scored by hand could be instead', async () => {
    const boosting = 'packages/campus/golden/bundles/v2-boosting.json'
    const { code, err } = await runCommand('export', boosting, '--to', 'card', '--rows', at('students.csv'))
    expect([code, err]).toEqual([1, expect.stringMatching(/cannot be scored by hand.*Train a linear model.*\[not_exportable\]/)])
  })

  it('does what docs/exporting.md shows', async () => {
    const page = readFileSync('docs/exporting.md', 'utf8')
    const [commands = '', script = '', query = ''] = ['sh', 'js', 'sql'].map(language => codeBlocks(page, language).join('\n'))
    for (const line of commands.trim().split('\n')) {
      const args = line.split(' ').map(word => (/\.(json|csv|mjs|sql|html)$/.test(word) ? at(word) : word))
      expect(await runCommand(...args.slice(1))).toMatchObject({ code: 0, err: '' })
    }
    writeFileSync(at('script.mjs'), script)
    const { ok, output } = await runNode([at('script.mjs')], { cwd: folder })
    expect([ok, output.trim()]).toEqual([true, `${bundle.fitted.inputs.length} Output Grade Fail or DD true`])
    const db = await connect()
    await db.run(`CREATE OR REPLACE TABLE students AS SELECT * FROM read_csv('${at('students.csv')}', all_varchar = true)`)
    await db.run(`CREATE OR REPLACE VIEW forecasts AS ${readFileSync(at('forecasts.sql'), 'utf8')}`)
    const rows = await (await db.run(query)).getRowsJS()
    db.disconnectSync()
    expect(rows).toHaveLength(10)
    expect(rows[0]?.[1]).toBeCloseTo(Math.max(...wanted.filter((_, i) => i % 2 === 1)), 3)
    expect(readFileSync(at('card.html'), 'utf8')).toContain('Total of the boxes')
  })
})
