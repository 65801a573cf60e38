import type { Section, Term } from '@headway/campus'
import { IngestError } from '../errors.ts'
import type { Refusals } from './refused-rows.ts'
import type { Texts } from './staged-texts.ts'
import { numberIn } from './staged-texts.ts'

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
  const courses = [...new Set(sectionRows.rows.flatMap(({ cells: [course] }) => course ?? []))].sort()
  const places = new Map<string, Section>()
  for (const row of sectionRows.rows) {
    const [course, term, days] = row.cells
    const reason = { file: sectionRows.file }
    const length = numberIn(days ?? null)
    const at = terms.findIndex(t => t.name === term)
    if (!course || at < 0) {
      refusals.add(
        { ...reason, code: 'missing_key', expected: 'a course and a term', remedy: 'Fill them in.' },
        `${course} ${term}`,
        row.line,
      )
    } else if (!(Number.isInteger(length) && length > 0 && length < 32_768)) {
      refusals.add(
        { ...reason, code: 'wrong_type', expected: 'the length of the section in whole days', remedy: 'Write a number above 0.' },
        days ?? 'nothing',
        row.line,
      )
    } else if (places.has(keyOf(course, term!))) {
      refusals.add(
        { ...reason, code: 'duplicate_key', expected: 'each course once a term', remedy: 'The first was taken. Delete the wrong one.' },
        `${course} ${term}`,
        row.line,
      )
    } else places.set(keyOf(course, term!), { course: courses.indexOf(course), term: at, days: length })
  }
  const sections = [...places.values()].sort((a, b) => a.course - b.course || a.term - b.term)
  if (sections.length === 0) throw new IngestError('no_calendar', sectionRows.file, 'it holds no course in a term. Export it again.')
  const numbers = new Map(sections.map((s, i) => [keyOf(courses[s.course]!, terms[s.term]!.name), i]))
  return { terms, courses, sections, sectionOf: (course, term) => numbers.get(keyOf(course, term)) ?? -1 }
}

function keyOf(course: string, term: string): string {
  return JSON.stringify([course, term])
}
