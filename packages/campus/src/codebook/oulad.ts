import type { Code, Codebook, Field, Scale } from './codebook.ts'

const listed = (kind: 'nominal' | 'ordinal', values: readonly string[]): Scale => ({ kind, codes: values.map(same) })
const same = (value: string): Code => ({ value, label: value })

const regions = [
  'East Anglian Region',
  'East Midlands Region',
  'Ireland',
  'London Region',
  'North Region',
  'North Western Region',
  'Scotland',
  'South East Region',
  'South Region',
  'South West Region',
  'Wales',
  'West Midlands Region',
  'Yorkshire Region',
]
const education = [
  'No Formal quals',
  'Lower Than A Level',
  'A Level or Equivalent',
  'HE Qualification',
  'Post Graduate Qualification',
] as const
const deprivation = ['0-10%', '10-20%', '20-30%', '30-40%', '40-50%', '50-60%', '60-70%', '70-80%', '80-90%', '90-100%']
const genders: Scale = {
  kind: 'nominal',
  codes: [
    { value: 'F', label: 'female' },
    { value: 'M', label: 'male' },
  ],
}
const yesNo: Scale = {
  kind: 'nominal',
  codes: [
    { value: 'N', label: 'no' },
    { value: 'Y', label: 'yes' },
  ],
}

/**
 * The codebook of the Open University Learning Analytics data set: the columns of `studentInfo.csv`, a row per student, module and
 * presentation. When a student registered and left stands beside it in the records and is no column: leaving is the outcome itself.
 *
 * Source: Kuzilek, Hlosta & Zdrahal (2017), Scientific Data 4:170171, doi 10.1038/sdata.2017.171 (CC BY 4.0).
 *
 * @param courses module codes, in the order to list them
 * @param terms presentation codes, in order of time
 */
export function ouladCodebook(courses: readonly string[], terms: readonly string[]): Codebook {
  return {
    name: 'oulad',
    title: 'Open University Learning Analytics (OULAD)',
    key: ['code_module', 'code_presentation', 'id_student'],
    missing: [],
    fields: [
      field('code_module', 'Module', listed('nominal', courses), { role: 'course', rule: 'course' }),
      field('code_presentation', 'Presentation', listed('ordinal', terms), { role: 'term' }),
      field('id_student', 'Student', { kind: 'identifier' }, { role: 'student' }),
      field('gender', 'Gender', genders, { sensitivity: 'protected' }),
      field('region', 'Region', listed('nominal', regions), { sensitivity: 'proxy' }),
      field('highest_education', 'Highest education on entry', listed('ordinal', education), { sensitivity: 'proxy' }),
      field('imd_band', 'Deprivation of the area', listed('ordinal', deprivation), {
        sensitivity: 'protected',
        description: 'Index of Multiple Deprivation of the home address, in tenths of all areas; 0-10% is the most deprived.',
      }),
      field('age_band', 'Age', listed('ordinal', ['0-35', '35-55', '55<=']), { sensitivity: 'protected' }),
      field('num_of_prev_attempts', 'Previous attempts at the module', { kind: 'quantity', minimum: 0, integer: true }),
      field('studied_credits', 'Credits studied at the time', { kind: 'quantity', minimum: 0, unit: 'credits' }),
      field('disability', 'Declared disability', yesNo, { sensitivity: 'protected' }),
      field('final_result', 'Final result', listed('nominal', ['Distinction', 'Pass', 'Fail', 'Withdrawn']), {
        role: 'target',
        availableFrom: 'end of term',
        event: ['Fail', 'Withdrawn'],
      }),
    ],
  }
}

function field(name: string, title: string, scale: Scale, marks: Partial<Field> = {}): Field {
  return { name, title, scale, role: 'indicator', actionable: false, availableFrom: 'registration', ...marks }
}
