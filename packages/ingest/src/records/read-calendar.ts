import type { Section, Term } from '@headway/campus'
import { IngestError } from '../errors.ts'
import type { Reason, Refusals } from './refused-rows.ts'
import { isDay, numberIn, type Texts } from './staged-texts.ts'

export interface Calendar {
  readonly terms: readonly Term[] // in order of their start
  readonly courses: readonly string[]
  readonly sections: readonly Section[]
  /** Position of a course in a term; −1 where there is none. */
  sectionOf(course: string, term: string): number
}

/**
 * Terms by their start, courses by name, sections by course and term.
 *
 * @throws IngestError `no_calendar`: a term without a start, or no section at all
 */
export function readCalendar(termRows: Texts, sectionRows: Texts, refusals: Refusals): Calendar {
  const terms = termRows.rows
    .map(({ cells: [name, start] }): Term => {
      if (name && start !== null && Number.isInteger(Number(start))) return { name, start: Number(start) }
      throw new IngestError(
        'no_calendar',
        termRows.file,
        `the term ${name} has no known start, so its days are no dates. Correct its name, or choose a preset that knows it.`,
      )
    })
    .sort((a, b) => a.start - b.start || (a.name < b.name ? -1 : 1))
  const days = new Map<string, number>()
  for (const { line, cells } of sectionRows.rows) {
    const [course, term, length = null] = cells
    const refuse = (reason: Omit<Reason, 'file'>, got: string) => refusals.add({ file: sectionRows.file, ...reason }, got, line)
    const key = keyOf(course ?? '', term ?? '')
    if (!course || !terms.some(t => t.name === term))
      refuse({ code: 'missing_key', expected: 'a course and a term', remedy: 'Fill them in.' }, `${course} ${term}`)
    else if (!(isDay(numberIn(length)) && Number(length) > 0))
      refuse(
        { code: 'wrong_type', column: 'days', expected: 'its length in whole days', remedy: 'Write a number above 0.' },
        length ?? 'nothing',
      )
    else if (days.has(key))
      refuse(
        { code: 'duplicate_key', expected: 'each course once a term', remedy: 'The first was taken. Delete the wrong one.' },
        `${course} ${term}`,
      )
    else days.set(key, Number(length))
  }
  const pairs = [...days].map(([key, length]) => ({ pair: JSON.parse(key) as [string, string], length }))
  if (pairs.length === 0) throw new IngestError('no_calendar', sectionRows.file, 'it holds no course in a term. Export it again.')
  const courses = [...new Set(pairs.map(({ pair: [course] }) => course))].sort()
  const sections = pairs
    .map(({ pair: [course, term], length }): Section => {
      return { course: courses.indexOf(course), term: terms.findIndex(t => t.name === term), days: length }
    })
    .sort((a, b) => a.course - b.course || a.term - b.term)
  const numbers = new Map(sections.map((s, i) => [keyOf(courses[s.course]!, terms[s.term]!.name), i]))
  return { terms, courses, sections, sectionOf: (course, term) => numbers.get(keyOf(course, term)) ?? -1 }
}

function keyOf(course: string, term: string): string {
  return JSON.stringify([course, term])
}
