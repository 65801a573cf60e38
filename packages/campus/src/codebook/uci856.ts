import type { Code, Codebook, Field, Scale } from './codebook.ts'
import { numbered, unlabelled } from './numbered.ts'

const nominal = (...labels: string[]): Scale => ({ kind: 'nominal', codes: numbered(labels) })
const ordinal = (...labels: string[]): Scale => ({ kind: 'ordinal', codes: numbered(labels) })
const yesNo = nominal('yes', 'no')
const education = ordinal('primary', 'secondary', 'high school', 'university', 'MSc', 'PhD')
const gpa = ordinal('below 2.00', '2.00–2.49', '2.50–2.99', '3.00–3.49', 'above 3.49')
const reading = ordinal('none', 'sometimes', 'often')
const howOften = ordinal('never', 'sometimes', 'always')

type Marks = Partial<Omit<Field, 'name' | 'title' | 'scale'>>

function field(name: string, title: string, scale: Scale, availableFrom: string, marks: Marks = {}): Field {
  return { name, title, scale, role: 'indicator', actionable: false, availableFrom, ...marks }
}

const isProtected = { sensitivity: 'protected' } as const
const actionable = { actionable: true } as const
const start = 'registration'
const during = 'during the course'

const grades: readonly Code[] = [
  { value: '0', label: 'Fail', meaning: 'Fail' },
  { value: '1', label: 'DD', meaning: 'Poor' },
  { value: '2', label: 'DC', meaning: 'Poor' },
  { value: '3', label: 'CC', meaning: 'Average' },
  { value: '4', label: 'CB', meaning: 'Average' },
  { value: '5', label: 'BB', meaning: 'Good' },
  { value: '6', label: 'BA', meaning: 'Good' },
  { value: '7', label: 'AA', meaning: 'Excellent' },
]

/**
 * The codebook of UCI 856, Higher Education Students Performance Evaluation: 33 columns in file order. Codes and labels are the
 * publisher's; the short column names are those of the copy on Kaggle. KIDS is the parents' status, whatever its name says.
 *
 * Source: Yılmaz & Şekeroğlu (2020), ICSCCW-2019, AISC 1095; doi 10.24432/C51G82 (CC BY 4.0).
 */
export const uci856: Codebook = {
  name: 'uci856',
  title: 'Higher Education Students Performance Evaluation (UCI 856)',
  key: ['STUDENTID', 'COURSE ID'],
  missing: [],
  fields: [
    field('STUDENTID', 'Student ID', { kind: 'identifier' }, start, { role: 'student' }),
    field('AGE', 'Student Age', ordinal('18–21', '22–25', 'above 26'), start, isProtected),
    field('GENDER', 'Gender', nominal('female', 'male'), start, isProtected),
    field('HS_TYPE', 'High School Type', nominal('private', 'state', 'other'), start),
    field('SCHOLARSHIP', 'Scholarship Type', ordinal('none', '25 %', '50 %', '75 %', 'full'), start),
    field('WORK', 'Additional Work', yesNo, start, actionable),
    field('ACTIVITY', 'Artistic/Sports Activity', yesNo, start, actionable),
    field('PARTNER', 'Has Partner', yesNo, start, isProtected),
    field(
      'SALARY',
      'Total Salary',
      ordinal('USD 135–200', 'USD 201–270', 'USD 271–340', 'USD 341–410', 'above USD 410'),
      start,
      isProtected,
    ),
    field('TRANSPORT', 'Transportation Method', nominal('bus', 'private car/taxi', 'bicycle', 'other'), start),
    field('LIVING', 'Accommodation Type', nominal('rental', 'dormitory', 'with family', 'other'), start),
    field('MOTHER_EDU', "Mother's Education", education, start, isProtected),
    field('FATHER_EDU', "Father's Education", education, start, isProtected),
    field('#_SIBLINGS', 'Number of Siblings', ordinal('1', '2', '3', '4', '5 or more'), start, { sensitivity: 'proxy' }),
    field('KIDS', 'Parental Status', nominal('married', 'divorced', 'one or both died'), start, isProtected),
    field(
      'MOTHER_JOB',
      "Mother's Occupation",
      nominal('retired', 'housewife', 'government officer', 'private sector', 'self-employed', 'other'),
      start,
      isProtected,
    ),
    field(
      'FATHER_JOB',
      "Father's Occupation",
      nominal('retired', 'government officer', 'private sector', 'self-employed', 'other'),
      start,
      isProtected,
    ),
    field('STUDY_HRS', 'Weekly Study Hours', ordinal('none', 'under 5 h', '6–10 h', '11–20 h', 'above 20 h'), during, actionable),
    field('READ_FREQ', 'Reading Frequency (Non-Scientific)', reading, during, actionable),
    field('READ_FREQ_SCI', 'Reading Frequency (Scientific)', reading, during, actionable),
    field('ATTEND_DEPT', 'Seminar/Conference Attendance', yesNo, during, actionable),
    field('IMPACT', 'Project Impact', nominal('positive', 'negative', 'neutral'), during),
    field('ATTEND', 'Class Attendance', ordinal('always', 'sometimes', 'never'), during, actionable),
    field('PREP_STUDY', 'Midterm Exam 1 Preparation', nominal('alone', 'with friends', 'not applicable'), 'midterm 1', actionable),
    field('PREP_EXAM', 'Midterm Exam 2 Preparation', nominal('closest date', 'regularly', 'never'), 'midterm 2', actionable),
    field('NOTES', 'Taking Notes in Classes', howOften, during, actionable),
    field('LISTENS', 'Listening in Classes', howOften, during, actionable),
    field('LIKES_DISCUSS', 'Discussion Impact', howOften, during, actionable),
    field('CLASSROOM', 'Flip-Classroom Preference', nominal('not useful', 'useful', 'not applicable'), during),
    field('CUML_GPA', 'Cumulative GPA', gpa, start, {
      rule: 'last grade',
      description: 'Grade point average at the end of last semester, of 4.',
    }),
    field('EXP_GPA', 'Expected Graduation GPA', gpa, during, { optional: true, description: "The student's own forecast." }),
    field('COURSE ID', 'Course Identifier', { kind: 'nominal', codes: unlabelled([1, 2, 3, 4, 5, 6, 7, 8, 9]) }, start, { role: 'course' }),
    field('GRADE', 'Output Grade', { kind: 'ordinal', codes: grades }, 'end of course', { role: 'target', event: ['0', '1'] }),
  ],
}
