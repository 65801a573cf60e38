import {
  dayForms,
  decodeMapping,
  guessMapping,
  isPair,
  type Mapping,
  mappedPreset,
  moodlePreset,
  type Preset,
  parseTerm,
  studentsEventsPreset,
  type WorkOptions,
} from '@headway/ingest'
import { type Io, UsageError } from './command.ts'
import { oneOf } from './options.ts'
import { tableText } from './report-text.ts'

/** The options of `import` that say what the files do not. */
export const mappingOptions = {
  mapping: { type: 'string' },
  'guess-mapping': { type: 'string' },
  term: { type: 'string', multiple: true },
  course: { type: 'string' },
  dates: { type: 'string' },
  join: { type: 'string' },
  users: { type: 'string' },
  pass: { type: 'string' },
  total: { type: 'string' },
  results: { type: 'string' },
  final: { type: 'string', multiple: true },
} as const

export const mappingUsage = `    --term <term>        NAME=START:DAYS, as in 2026W=2026-10-01:120; once for each term that the files name
    --dates <form>       how days are written, where the files leave a doubt: ${dayForms.join(', ')}
    --mapping <file>     import by a mapping that a person has confirmed
    --guess-mapping <file> write a first mapping of the files, show it and import nothing
  for --preset moodle:
    --course <course>    the course of the files, unless folders say it (term/course)
    --join id-number     the ID number of the gradebook is the number of the user in the log
    --users <file>       or: a file of the folder with the columns id and idnumber
    --pass <number>      the least course total that is a pass
    --total <column>     the column of the course total, where there are several
    --results <file>     instead of --pass: a file of the folder with the columns ID number and Result
    --final <item>       a grade item that is a final examination ("Quiz: Final"); once for each`

export type MappingValues = {
  readonly [K in keyof typeof mappingOptions]?: (typeof mappingOptions)[K] extends { readonly multiple: true } ? string[] : string
}

const moodleOnly = ['course', 'join', 'users', 'pass', 'total', 'results', 'final'] as const

/**
 * What to import a folder by: a mapping (given, or kept with the version before), a preset that asks for more, or the name of another one.
 *
 * @throws UsageError for options that do not go together, IngestError for what the files lack
 */
export async function chosenPreset(
  folder: string,
  values: MappingValues & { readonly preset?: string; readonly previous?: string },
  kept: Mapping | undefined,
  io: Io,
  work: WorkOptions,
): Promise<Preset | string | undefined> {
  const { preset, mapping } = values
  if (mapping !== undefined && preset !== undefined) throw new UsageError('Give --mapping or --preset, not both.')
  const idle = moodleOnly.filter(name => values[name] !== undefined)
  if (preset !== 'moodle' && idle.length > 0) throw new UsageError(`--${idle[0]} belongs to --preset moodle.`)
  const terms = values.term?.map(parseTerm)
  const dates = values.dates === undefined ? {} : { dates: oneOf('dates', values.dates, dayForms) }
  if (mapping !== undefined) return mappedPreset(withTerms(decodeMapping(parseJson(await io.readFile(mapping), mapping), mapping), terms))
  if (preset === 'moodle') return moodlePreset(folder, { ...work, ...dates, ...moodleOptions(values), terms: terms ?? [] })
  if (preset === undefined && kept) return mappedPreset(withTerms(decodeMapping(kept, values.previous ?? 'mapping'), terms))
  if (preset === 'students+events' || (preset === undefined && (await isPair(folder))))
    return studentsEventsPreset(folder, { ...work, ...dates, ...(terms && { terms }) })
  return preset
}

/** Writes a first mapping, and prints it as a table for a person to look at. */
export async function guessAndShow(folder: string, file: string, values: MappingValues, io: Io, work: WorkOptions): Promise<void> {
  const there = await io.readFile(file).catch(() => undefined)
  if (there !== undefined) throw new UsageError(`${file} stands there already, and somebody may have corrected it. Choose another name.`)
  const terms = values.term?.map(parseTerm)
  const { mapping, guesses } = await guessMapping(folder, { ...work, ...(terms && { terms }) })
  await io.writeFile(file, `${JSON.stringify(mapping, null, 2)}\n`)
  io.out(
    tableText(
      ['what', 'file', 'guess', 'why'],
      guesses.map(({ what, file: from, guess, why }) => [what, from, guess === '' ? '?' : guess, why]),
      4,
    ),
  )
  const open = guesses.filter(g => g.guess === '').length
  io.err(
    `${file}: a guess that nobody has confirmed${open > 0 ? `, and ${open} ${open === 1 ? 'line is' : 'lines are'} open` : ''}. Look at each line, correct the file, set "confirmed" to true, then: headway import ${folder} --mapping ${file} --out <dataset>`,
  )
}

function moodleOptions({ course, join, users, pass, total, results, final }: MappingValues) {
  if (join !== undefined && users !== undefined) throw new UsageError('Give --join id-number or --users <file>, not both.')
  if (join !== undefined) oneOf('join', join, ['id-number'])
  if (pass !== undefined && results !== undefined) throw new UsageError('Give --pass or --results, not both.')
  if (pass !== undefined && !/^\d+(\.\d+)?$/.test(pass)) throw new UsageError(`--pass must be a number from 0, got ${pass}.`)
  return {
    ...(course !== undefined && { course }),
    ...(join !== undefined && { join: 'id-number' as const }),
    ...(users !== undefined && { join: { users } }),
    ...(pass !== undefined && { pass: Number(pass) }),
    ...(total !== undefined && { total }),
    ...(results !== undefined && { results }),
    ...(final !== undefined && { finals: final }),
  }
}

/** Terms that are given join those of the mapping; one of the same name takes its place. */
function withTerms(mapping: Mapping, terms: Mapping['calendar'] = []): Mapping {
  const names = terms.map(t => t.name)
  return { ...mapping, calendar: [...mapping.calendar.filter(t => !names.includes(t.name)), ...terms] }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${file} is no JSON. Write one with --guess-mapping.`)
  }
}
