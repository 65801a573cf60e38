import { type Codebook, decodeCodebook } from '@headway/campus'
import { IngestError } from '../../errors.ts'
import { type CalendarTerm, isTerm } from './calendar-term.ts'
import { type DayForm, dayForms } from './day-sql.ts'

/**
 * Which file and column is what, where no preset knows the files. Guessed (`guessMapping`), looked at and confirmed by a person, and kept
 * with the dataset. A file with other columns than listed here is refused.
 */
export interface Mapping {
  readonly version: 1
  /** False until a person has looked at it; nothing is imported by a mapping that nobody confirmed. */
  readonly confirmed: boolean
  readonly title: string
  readonly calendar: readonly CalendarTerm[]
  /** The course and the term of all rows, where no column of the students says. */
  readonly course?: string
  readonly term?: string
  readonly students: MappedStudents
  readonly events?: MappedEvents
  readonly submissions?: MappedSubmissions
}

interface MappedFile {
  readonly file: string
  readonly columns: readonly string[] // all of the file, also those that are not used
  readonly student: string
  /** Where the student stands in a text: a regular expression whose first group it is, as in "^The user with id '([0-9]+)'". */
  readonly pattern?: string
  readonly course?: string
  readonly term?: string
  /** How days are written. Null: the file does not decide it (`3/4/26`), a person must. */
  readonly dates: DayForm | null
}

/** A row per student, course and term. */
export interface MappedStudents extends MappedFile {
  readonly registered?: string
  readonly withdrawn?: string
  /** A data package: the columns to keep (attributes, and the result with the role `target`) and what they mean. */
  readonly codebook: object
}

/** A row per event: who, when, what, how much (1 without a column). */
export interface MappedEvents extends MappedFile {
  readonly time: string
  readonly what?: string
  readonly amount?: string
}

/** A row per piece of work handed in. */
export interface MappedSubmissions extends MappedFile {
  readonly assessment: string
  readonly kind?: string
  readonly time: string
  readonly score?: string // 0 to 100
  /** Assessments that are final examinations: no indicator sees them. */
  readonly finals?: readonly string[]
}

/**
 * A mapping from its JSON.
 *
 * @throws IngestError `bad_mapping`: not well formed, or nobody has confirmed it; CampusError `bad_codebook`
 */
export function decodeMapping(json: unknown, file: string): Mapping {
  const fail = (what: string): never => {
    throw new IngestError('bad_mapping', file, `${what}. Correct it, or have a new one guessed with --guess-mapping.`)
  }
  if (!isObject(json) || json['version'] !== 1) return fail('this is no mapping of version 1')
  const has = (at: string, holder: unknown, keys: readonly string[], optional: readonly string[]) => {
    if (!isObject(holder)) return fail(`${at} is missing`)
    for (const key of keys) if (typeof holder[key] !== 'string' || holder[key] === '') fail(`${at}.${key} must be a text`)
    for (const key of optional)
      if (holder[key] !== undefined && (typeof holder[key] !== 'string' || holder[key] === ''))
        fail(`${at}.${key} must be a text, or left out`)
  }
  if (json['confirmed'] !== true) fail('nobody has confirmed it yet: look at each line, correct what is wrong, and set "confirmed" to true')
  has('mapping', json, ['title'], ['course', 'term'])
  const calendar = json['calendar']
  if (!Array.isArray(calendar) || !calendar.every(isTerm)) fail('calendar must list terms, each with name, start ("2026-10-01") and days')
  has('students', json['students'], ['file', 'student'], ['pattern', 'course', 'term', 'registered', 'withdrawn'])
  if (json['events'] !== undefined)
    has('events', json['events'], ['file', 'student', 'time'], ['pattern', 'course', 'term', 'what', 'amount'])
  if (json['submissions'] !== undefined)
    has('submissions', json['submissions'], ['file', 'student', 'assessment', 'time'], ['pattern', 'course', 'term', 'kind', 'score'])
  const mapping = json as unknown as Mapping
  for (const [at, part] of Object.entries({ students: mapping.students, events: mapping.events, submissions: mapping.submissions })) {
    if (part) checkPart(at, part, fail)
  }
  const { finals } = mapping.submissions ?? {}
  if (finals !== undefined && !isTexts(finals)) fail('submissions.finals must be a list of names')
  const { columns, student, course, term, registered, withdrawn } = mapping.students
  const kept = codebookOf(mapping.students).fields.map(f => f.name)
  const lost = kept.find(name => !columns.includes(name))
  if (lost !== undefined) fail(`students.codebook names the column ${lost}, which the file does not have`)
  const twice = kept.find(name => [student, course, term, registered, withdrawn].includes(name))
  if (twice !== undefined) fail(`students.codebook names the column ${twice}, which is something else already`)
  for (const what of ['course', 'term'] as const)
    if ((mapping.students[what] === undefined) === (mapping[what] === undefined))
      fail(`the ${what} must be either a column of the students (students.${what}) or the same for all (${what})`)
  return mapping
}

/** The columns to keep. @throws CampusError `bad_codebook` */
export function codebookOf({ codebook }: MappedStudents): Codebook {
  return decodeCodebook(codebook)
}

function checkPart(at: string, part: MappedStudents | MappedEvents | MappedSubmissions, fail: (what: string) => never): void {
  const { file, columns, dates, pattern, codebook: _, finals: __, ...named } = { codebook: undefined, finals: undefined, ...part }
  if (pattern !== undefined && !isPattern(pattern)) fail(`${at}.pattern must be a regular expression with one group, got ${pattern}`)
  if (!isTexts(columns)) fail(`${at}.columns must be a list of names`)
  if (/[*?[\]{}]|\.\.|^\//.test(file)) fail(`${at}.file must be the name of a file in the folder, got ${file}`)
  const lost = Object.entries(named).find(([, column]) => !columns.includes(column))
  if (lost) fail(`${at}.${lost[0]} is ${lost[1]}, which is none of its columns (${columns.join(', ')})`)
  const dated = 'time' in named || 'registered' in named || 'withdrawn' in named
  if (dated && !dayForms.some(form => form === dates))
    fail(`${at}.dates must say how days are written: ${dayForms.map(form => JSON.stringify(form)).join(', ')}`)
}

/** One that JavaScript and the database (RE2) read alike. */
function isPattern(text: string): boolean {
  try {
    return new RegExp(`${text}|`).exec('')?.length === 2 && !/\(\?|\\[1-9]/.test(text)
  } catch {
    return false
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(v => typeof v === 'string')
