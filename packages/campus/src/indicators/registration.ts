import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'

/** How the student came to be here, and what else they do this term. */
export const registration: readonly Indicator[] = [
  {
    name: 'registration_lead',
    title: 'Days registered before the term',
    meaning: 'Days from registration to the first day of the term; negative after it.',
    unit: 'days',
    nullWhen: 'the date of registration is not recorded',
    needs: 'enrolments',
    actionable: false,
    words: { high: 'registered {value} before the term', low: 'registered late' },
    compute: rowwise(({ registered }, r) => 0 - registered[r]!),
  },
  {
    name: 'courses_alongside',
    title: 'Other courses this term',
    meaning: 'Other courses of the same term in which the student is registered at the moment.',
    unit: 'courses',
    minimum: 0,
    integer: true,
    nullWhen: '',
    needs: 'enrolments',
    actionable: false,
    words: { high: 'takes {value} besides', low: 'takes only {value} besides' },
    compute: rowwise(({ alongside }, r) => alongside[r]!),
  },
  {
    name: 'section_size',
    byDesign: true,
    title: 'Students in the section',
    meaning: 'Students of the section who are in the population at the moment, this one among them.',
    unit: 'students',
    minimum: 1,
    integer: true,
    nullWhen: '',
    needs: 'enrolments',
    actionable: false,
    words: { high: 'is one of {value} in the section', low: 'is one of only {value} in the section' },
    compute: ({ section }) => {
      const sizes = new Map<number, number>()
      for (const s of section) sizes.set(s, (sizes.get(s) ?? 0) + 1)
      return Float64Array.from(section, s => sizes.get(s)!)
    },
  },
]
