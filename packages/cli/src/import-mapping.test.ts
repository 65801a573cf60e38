import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecords, readVersion } from '@headway/ingest'
import { afterAll, expect, it } from 'vitest'
import { moodleFiles, writeFiles } from '../../ingest/test/moodle-files.ts'
import { pairFiles } from '../../ingest/test/pair-files.ts'
import { runCommand } from '../test/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-mapping-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runCommand('import', ...args)

const moodle = writeFiles(at('moodle'), moodleFiles)
const pair = writeFiles(at('pair'), pairFiles)
const other = writeFiles(at('other'), {
  'people.csv': 'learner,semester,points at entry,outcome\n7,2026W,3,ok\n8,2026W,4,out\n7,2025W,3,out\n',
  'clicks.csv': 'learner,semester,when,page\n7,2026W,3/4/26,home\n',
})
const terms = ['--term', '2026W=2026-10-01:120', '--term', '2025W=2025-10-01:120']

it('imports Moodle with what its files do not say', async () => {
  const said = [
    '--preset',
    'moodle',
    '--term',
    '2026W=2026-10-01:120',
    '--course',
    'stat1',
    '--join',
    'id-number',
    '--pass',
    '50',
    '--final',
    'Quiz: Final',
  ]
  const { code, out, err } = await run(moodle, ...said, '--out', at('from moodle'))
  expect([code, out]).toEqual([1, expect.stringMatching(/\(moodle\), hash/)])
  expect(err).toContain('assumed: A course total of 50 or more is a pass.')
  expect(err).toContain('refused: logs_stat1_20270210-1405.csv: 2 rows')
  expect((await readRecords(at('from moodle'))).students).toEqual(['42', '43', '44'])
})

it('knows the pair of students and events by itself', async () => {
  const { code, out } = await run(pair, '--out', at('from pair'))
  expect([code, out]).toEqual([0, expect.stringMatching(/\(students\+events\), hash/)])
})

it('refuses files that it does not know and says how to map them', async () => {
  const { code, err } = await run(other, '--out', at('x'))
  expect([code, err]).toEqual([1, expect.stringMatching(/--guess-mapping mapping\.json\. \[no_preset\]/)])
})

it('guesses, shows, waits for a person, imports and remembers', async () => {
  const file = at('mapping.json')
  const guessed = await run(other, ...terms, '--guess-mapping', file)
  expect(guessed.code).toBe(0)
  expect(guessed.out).toMatch(/students\.result +people\.csv +outcome +by its name/)
  expect(guessed.out).toMatch(/events\.dates +clicks\.csv +\? +each of 1 can be/)
  expect(guessed.err).toContain('set "confirmed" to true')
  expect((await run(other, '--mapping', file, '--out', at('y'))).err).toContain('nobody has confirmed it yet')
  expect((await run(other, '--guess-mapping', file)).err).toContain('stands there already')

  const mapping = JSON.parse(readFileSync(file, 'utf8'))
  const told = { ...mapping, confirmed: true, course: 'A', events: { ...mapping.events, dates: 'month/day/year' } }
  writeFileSync(file, JSON.stringify(told))
  expect(await run(other, '--mapping', file, '--out', at('y'))).toMatchObject({ code: 0 })
  expect((await readVersion(at('y'))).mapping).toEqual(told)

  writeFiles(other, { 'clicks.csv': 'learner,semester,when,page\n7,2026W,3/4/26,home\n7,2026W,3/5/26,home\n' })
  expect(await run(other, '--previous', at('y'), '--out', at('z'))).toMatchObject({ code: 0 })
  expect((await readRecords(at('z'))).activity.day.length).toBe(2)
})

it.each([
  { name: 'two ways to read', args: ['--mapping', 'm.json', '--preset', 'oulad'], code: 2, says: /not both/ },
  { name: 'an option of another preset', args: ['--pass', '50'], code: 2, says: /--pass belongs to --preset moodle/ },
  { name: 'a pass that is no number', args: ['--preset', 'moodle', '--pass', 'half'], code: 2, says: /--pass must be a number/ },
  { name: 'a term without a start', args: ['--preset', 'moodle', '--term', '2026W'], code: 1, says: /NAME=START:DAYS.*\[no_calendar\]/ },
  { name: 'a way of writing days that is none', args: ['--dates', 'American'], code: 2, says: /--dates must be one of/ },
  { name: 'a mapping that is not there', args: ['--mapping', at('nowhere.json')], code: 1, says: /no such file/ },
])('refuses $name', async ({ args, code, says }) => {
  const result = await run(moodle, ...args, '--out', at('w'))
  expect([result.code, result.err]).toEqual([code, expect.stringMatching(says)])
})
