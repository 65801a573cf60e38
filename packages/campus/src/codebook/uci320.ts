import type { Codebook, Field, Scale } from './codebook.ts'
import { numbered } from './numbered.ts'

const nominal = (labels: Readonly<Record<string, string>>): Scale => ({
  kind: 'nominal',
  codes: Object.entries(labels).map(([value, label]) => ({ value, label })),
})
const ordinal = (labels: readonly string[], from = 1): Scale => ({ kind: 'ordinal', codes: numbered(labels, from) })
const yesNo = nominal({ yes: 'yes', no: 'no' })
const education = ordinal(['none', 'primary (4th grade)', '5th to 9th grade', 'secondary', 'higher'], 0)
const job = nominal({ teacher: 'teacher', health: 'health care', services: 'civil services', at_home: 'at home', other: 'other' })
const oneToFive = (low: string, high: string): Scale => ordinal([`1 (${low})`, '2', '3', '4', `5 (${high})`])
const grade: Scale = { kind: 'quantity', minimum: 0, maximum: 20, integer: true, unit: 'points' }

type Marks = Partial<Omit<Field, 'name' | 'title' | 'scale'>>

function field(name: string, title: string, scale: Scale, marks: Marks = {}): Field {
  return { name, title, scale, role: 'indicator', actionable: false, availableFrom: 'school start', ...marks }
}

const isProtected = { sensitivity: 'protected' } as const
const proxy = { sensitivity: 'proxy' } as const
const actionable = { actionable: true } as const

/**
 * The codebook of UCI 320, Student Performance: 33 columns in file order, for mathematics and Portuguese alike. G1 and G2 are the
 * first and second period's grades, G3 is the final one: with them a one-line rule does as well as a model.
 *
 * Source: Cortez & Silva (2008), FUBUTEC, 5–12; doi 10.24432/C5TG7T (CC BY 4.0).
 */
export const uci320: Codebook = {
  name: 'uci320',
  title: 'Student Performance in secondary school (UCI 320)',
  key: [],
  missing: [],
  fields: [
    field('school', 'School', nominal({ GP: 'Gabriel Pereira', MS: 'Mousinho da Silveira' })),
    field('sex', 'Sex', nominal({ F: 'female', M: 'male' }), isProtected),
    field('age', 'Age', { kind: 'quantity', minimum: 0, maximum: 120, integer: true, unit: 'years' }, isProtected),
    field('address', 'Home address', nominal({ U: 'urban', R: 'rural' }), proxy),
    field('famsize', 'Family size', nominal({ LE3: 'up to 3', GT3: 'more than 3' }), proxy),
    field('Pstatus', "Parents' cohabitation", nominal({ T: 'together', A: 'apart' }), isProtected),
    field('Medu', "Mother's education", education, isProtected),
    field('Fedu', "Father's education", education, isProtected),
    field('Mjob', "Mother's job", job, isProtected),
    field('Fjob', "Father's job", job, isProtected),
    field(
      'reason',
      'Reason to choose the school',
      nominal({ home: 'close to home', reputation: 'reputation', course: 'course', other: 'other' }),
    ),
    field('guardian', 'Guardian', nominal({ mother: 'mother', father: 'father', other: 'other' }), proxy),
    field('traveltime', 'Way to school', ordinal(['under 15 min', '15 to 30 min', '30 min to 1 h', 'above 1 h'])),
    field('studytime', 'Weekly study time', ordinal(['under 2 h', '2 to 5 h', '5 to 10 h', 'above 10 h']), actionable),
    field(
      'failures',
      'Past class failures',
      { kind: 'quantity', minimum: 0, integer: true },
      { description: 'The publisher counts n up to 2, else 4; the files hold 0 to 3.' },
    ),
    field('schoolsup', 'Extra educational support', yesNo, actionable),
    field('famsup', 'Family educational support', yesNo, actionable),
    field('paid', 'Extra paid classes', yesNo, actionable),
    field('activities', 'Extra-curricular activities', yesNo, actionable),
    field('nursery', 'Attended nursery school', yesNo),
    field('higher', 'Wants higher education', yesNo, actionable),
    field('internet', 'Internet at home', yesNo, proxy),
    field('romantic', 'In a romantic relationship', yesNo, isProtected),
    field('famrel', 'Quality of family relationships', oneToFive('very bad', 'excellent'), proxy),
    field('freetime', 'Free time after school', oneToFive('very low', 'very high'), actionable),
    field('goout', 'Going out with friends', oneToFive('very low', 'very high'), actionable),
    field('Dalc', 'Alcohol on workdays', oneToFive('very low', 'very high'), proxy),
    field('Walc', 'Alcohol at weekends', oneToFive('very low', 'very high'), proxy),
    field('health', 'Current health', oneToFive('very bad', 'very good'), isProtected),
    absences(),
    field('G1', 'First period grade', grade, {
      availableFrom: 'end of 1st period',
      rule: 'first grade',
      measure: { name: 'period grade', at: 1 },
    }),
    field('G2', 'Second period grade', grade, {
      availableFrom: 'end of 2nd period',
      rule: 'last grade',
      measure: { name: 'period grade', at: 2 },
    }),
    field('G3', 'Final grade', grade, { availableFrom: 'end of year', role: 'target' }),
  ],
}

/** Nobody says when they were counted. */
function absences(): Field {
  const { availableFrom: _, ...rest } = field('absences', 'School absences', { kind: 'quantity', minimum: 0, integer: true }, actionable)
  return rest
}
