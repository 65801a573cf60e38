import {
  type ImportCounts,
  type ImportedRecords,
  importRecords,
  presets,
  type RefusedRows,
  readVersion,
  writeRecords,
} from '@headway/ingest'
import { type Command, type Io, UsageError } from '../command.ts'
import { chosenPreset, guessAndShow, mappingOptions, mappingUsage } from '../import-mapping.ts'
import { oneFile, parse } from '../options.ts'
import { tableText } from '../report-text.ts'

/** import: a folder of files over several terms → a dataset. `import` is no name for a constant. */
export const importCommand: Command = {
  name: 'import',
  summary: 'Turn a folder of files (students, events, submissions over several terms) into a dataset',
  usage: `import <folder> --out <dataset> [--preset <name>] [--previous <dataset>] [--json]
    --out <dataset>      the folder to make; a new version of a dataset is another folder
    --preset <name>      ${presets.map(p => `${p.name}: ${p.title}`).join(' | ')} | moodle: logs and gradebooks of Moodle | students+events:
                         students.csv and events.csv (default: the one whose files these are)
    --previous <dataset> the version that this one follows; its mapping is used again
    --json               print data instead of text
${mappingUsage}`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      out: { type: 'string' },
      preset: { type: 'string' },
      previous: { type: 'string' },
      json: { type: 'boolean', default: false },
      ...mappingOptions,
    })
    const folder = oneFile(positionals, 'folder of files')
    const { out, 'guess-mapping': guessTo } = values
    if (guessTo !== undefined) {
      await untilInterrupted(signal => guessAndShow(folder, guessTo, values, io, { signal, progress: io.progress }))
      return 0
    }
    if (out === undefined) throw new UsageError('Say where the dataset goes: --out <dataset>.')
    const before = values.previous === undefined ? undefined : await readVersion(values.previous)
    const previous = before ? { previous: before.hash } : {}
    const imported = await untilInterrupted(async signal => {
      const options = { signal, progress: io.progress }
      const preset = await chosenPreset(folder, values, before?.mapping, io, options)
      const result = await importRecords(folder, { ...options, ...(preset !== undefined && { preset }) })
      await writeRecords(result.records, out, { ...options, ...previous, ...(result.mapping && { mapping: result.mapping }) })
      return result
    })
    const { records, refused, counts, notes } = imported
    if (values.json) {
      const { hash, assumptions, synthetic } = records
      io.out(JSON.stringify({ dataset: out, preset: imported.preset, hash, ...previous, synthetic, counts, refused, notes, assumptions }))
    } else say(imported, out, io)
    return refused.length > 0 ? 1 : 0
  },
}

/** Ctrl-C stops the work and lets it tidy up. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  return work(stop.signal).finally(() => process.off('SIGINT', interrupt))
}

function say({ records, refused, counts, notes, preset }: ImportedRecords, out: string, io: Io): void {
  io.out(`${out}: ${records.codebook.title} (${preset}), hash ${records.hash.slice(0, 12)}`)
  io.out('')
  io.out(
    tableText(
      ['what', 'number'],
      lines.map(([key, what]) => [what, String(counts[key])]),
    ),
  )
  for (const assumption of records.assumptions) io.err(`assumed: ${assumption}`)
  for (const note of notes) io.err(`note: ${note}`)
  for (const rows of refused) io.err(refusedText(rows))
}

const lines: readonly (readonly [keyof ImportCounts, string])[] = [
  ['enrolments', 'enrolments'],
  ['students', 'students'],
  ['notRegistered', 'enrolments without a date of registration'],
  ['withdrawn', 'enrolments with a date of withdrawal'],
  ['withoutEvents', 'enrolments without events'],
  ['eventRows', 'rows of events'],
  ['events', 'events, added up by enrolment, day and resource'],
  ['eventsBeforeTerm', 'of them before the term (kept)'],
  ['eventsAfterEnd', 'of them after its end (kept)'],
  ['submissions', 'submissions'],
  ['submissionsBeforeTerm', 'of them before the term (kept)'],
  ['submissionsAfterEnd', 'of them after its end (kept)'],
  ['banked', 'of them carried over from an earlier attempt'],
]

function refusedText({ file, column, rows, expected, remedy, examples }: RefusedRows): string {
  const shown = examples.slice(0, 3).map(({ line, got }) => (line === undefined ? got : `line ${line}: ${got}`))
  const where = column === undefined ? '' : `, ${column}`
  return `refused: ${file}${where}: ${rows} ${rows === 1 ? 'row' : 'rows'}; expected ${expected}. ${remedy} (${shown.join(' | ')})`
}
