import type { Codebook, Field, Scale } from './codebook.ts'
import { numbered, unlabelled } from './numbered.ts'

const listed = (...values: number[]): Scale => ({ kind: 'nominal', codes: unlabelled(values) })
const noYes: Scale = { kind: 'nominal', codes: numbered(['no', 'yes'], 0) }
const units: Scale = { kind: 'quantity', minimum: 0, integer: true, unit: 'units' }
const gradeOf20: Scale = { kind: 'quantity', minimum: 0, maximum: 20 }
const gradeOf200: Scale = { kind: 'quantity', minimum: 0, maximum: 200 }
const percent: Scale = { kind: 'quantity', unit: '%' }

type Marks = Partial<Omit<Field, 'name' | 'scale'>>

function field(name: string, scale: Scale, availableFrom: string | undefined, marks: Marks = {}): Field {
  return { name, title: name, scale, role: 'indicator', actionable: false, ...(availableFrom !== undefined && { availableFrom }), ...marks }
}

const isProtected = { sensitivity: 'protected' } as const
const actionable = { actionable: true } as const
const start = 'registration'
const first = 'end of 1st semester'
const second = 'end of 2nd semester'
const unknownTime = undefined // students who leave stop paying: the value may be younger than the outcome

/** The six counts of one semester, as the file names them; `at`: the first or second. */
function semester(name: string, at: number, end: string, rule: string): Field[] {
  const ofEnrolled = { boundedBy: `Curricular units ${name} (enrolled)` }
  const measure = (of: string) => ({ measure: { name: of, at } })
  return [
    field(`Curricular units ${name} (credited)`, units, end, { ...ofEnrolled, ...measure('units credited') }),
    field(`Curricular units ${name} (enrolled)`, units, end, measure('units enrolled')),
    field(`Curricular units ${name} (evaluations)`, units, end, { ...actionable, ...measure('evaluations') }),
    field(`Curricular units ${name} (approved)`, units, end, { ...actionable, ...ofEnrolled, ...measure('units approved') }),
    field(`Curricular units ${name} (grade)`, gradeOf20, end, {
      ...actionable,
      ...measure('semester grade'),
      rule,
      description: 'Mean grade; 0 where nothing was graded.',
    }),
    field(`Curricular units ${name} (without evaluations)`, units, end, {
      ...actionable,
      ...ofEnrolled,
      ...measure('units without evaluations'),
    }),
  ]
}

/**
 * The codebook of UCI 697, Predict Students' Dropout and Academic Success: 37 columns in file order, the publisher's spelling
 * ("Nacionality") kept. Integer codes are categories; where no label is given here, the label is the code itself, and the listed
 * codes are those that occur. Fees, debt and scholarship have no recorded time, so they say none.
 *
 * Source: Realinho et al. (2022), Data 7(11):146; doi 10.24432/C5MC89 (CC BY 4.0).
 */
export const uci697: Codebook = {
  name: 'uci697',
  title: "Predict Students' Dropout and Academic Success (UCI 697)",
  key: [],
  missing: [],
  fields: [
    field(
      'Marital status',
      { kind: 'nominal', codes: numbered(['single', 'married', 'widower', 'divorced', 'facto union', 'legally separated']) },
      start,
      isProtected,
    ),
    field('Application mode', listed(1, 2, 5, 7, 10, 15, 16, 17, 18, 26, 27, 39, 42, 43, 44, 51, 53, 57), start),
    field('Application order', { kind: 'ordinal', codes: unlabelled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) }, start, {
      description: '0 is the first choice, 9 the last.',
    }),
    field('Course', listed(33, 171, 8014, 9003, 9070, 9085, 9119, 9130, 9147, 9238, 9254, 9500, 9556, 9670, 9773, 9853, 9991), start, {
      role: 'course',
    }),
    field('Daytime/evening attendance', { kind: 'nominal', codes: numbered(['evening', 'daytime'], 0) }, start),
    field('Previous qualification', listed(1, 2, 3, 4, 5, 6, 9, 10, 12, 14, 15, 19, 38, 39, 40, 42, 43), start),
    field('Previous qualification (grade)', gradeOf200, start),
    field('Nacionality', listed(1, 2, 6, 11, 13, 14, 17, 21, 22, 24, 25, 26, 32, 41, 62, 100, 101, 103, 105, 108, 109), start, isProtected),
    field(
      "Mother's qualification",
      listed(1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 14, 18, 19, 22, 26, 27, 29, 30, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44),
      start,
      isProtected,
    ),
    field(
      "Father's qualification",
      listed(
        1,
        2,
        3,
        4,
        5,
        6,
        9,
        10,
        11,
        12,
        13,
        14,
        18,
        19,
        20,
        22,
        25,
        26,
        27,
        29,
        30,
        31,
        33,
        34,
        35,
        36,
        37,
        38,
        39,
        40,
        41,
        42,
        43,
        44,
      ),
      start,
      isProtected,
    ),
    field(
      "Mother's occupation",
      listed(
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        90,
        99,
        122,
        123,
        125,
        131,
        132,
        134,
        141,
        143,
        144,
        151,
        152,
        153,
        171,
        173,
        175,
        191,
        192,
        193,
        194,
      ),
      start,
      isProtected,
    ),
    field(
      "Father's occupation",
      listed(
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        90,
        99,
        101,
        102,
        103,
        112,
        114,
        121,
        122,
        123,
        124,
        131,
        132,
        134,
        135,
        141,
        143,
        144,
        151,
        152,
        153,
        154,
        161,
        163,
        171,
        172,
        174,
        175,
        181,
        182,
        183,
        192,
        193,
        194,
        195,
      ),
      start,
      isProtected,
    ),
    field('Admission grade', gradeOf200, start),
    field('Displaced', noYes, start, isProtected),
    field('Educational special needs', noYes, start, isProtected),
    field('Debtor', noYes, unknownTime, isProtected),
    field('Tuition fees up to date', noYes, unknownTime, actionable),
    field('Gender', { kind: 'nominal', codes: numbered(['female', 'male'], 0) }, start, isProtected),
    field('Scholarship holder', noYes, unknownTime, isProtected),
    field('Age at enrollment', { kind: 'quantity', minimum: 0, maximum: 120, integer: true, unit: 'years' }, start, isProtected),
    field('International', noYes, start, isProtected),
    ...semester('1st sem', 1, first, '1st semester grade'),
    ...semester('2nd sem', 2, second, 'last grade'),
    field('Unemployment rate', percent, start),
    field('Inflation rate', percent, start),
    field('GDP', { kind: 'quantity' }, start, { description: 'Together with the two rates a hidden code of the year.' }),
    field(
      'Target',
      { kind: 'nominal', codes: ['Dropout', 'Enrolled', 'Graduate'].map(value => ({ value, label: value })) },
      'end of normal duration',
      {
        role: 'target',
        event: ['Dropout'],
        description: 'Enrolled: not finished when the normal duration ended.',
      },
    ),
  ],
}
