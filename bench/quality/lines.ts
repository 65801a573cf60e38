import type { Measure } from './not-worse.ts'

/** One question on one file and the reference's folds. */
export interface Line {
  readonly id: string // as in peers/tasks.py
  readonly task: string
  readonly data: string
  readonly file: string // below the data folder
  readonly target: string
  readonly with?: readonly string[]
  readonly without?: readonly string[]
  readonly folds: string // below the reference's folder
  readonly repeats: number
  readonly checks: readonly Check[]
  readonly notWorse?: readonly Measure[] // than the best peer, by the reference's margin
}

/** One figure of a line, by metric id. */
export interface Check {
  readonly metric: string
  readonly atLeast?: number
  readonly atMost?: number
  readonly betterThan?: string // a simple rule, by the paired interval
  readonly note?: string
}

const [firstSemester, secondSemester] = ['1st', '2nd'].map(term =>
  ['credited', 'enrolled', 'evaluations', 'approved', 'grade', 'without evaluations'].map(
    count => `Curricular units ${term} sem (${count})`,
  ),
) as [string[], string[]]

const grades = {
  data: 'UCI 856',
  file: 'uci856/student_prediction.csv',
  folds: 'uci856_5x10',
  repeats: 5,
} as const

const gradeChecks = (logLoss: number): readonly Check[] => [
  { metric: 'logLoss', atMost: logLoss },
  { metric: 'logLoss', betterThan: 'course alone' },
  { metric: 'qwk', atLeast: 0.75 },
  { metric: 'accuracy', atMost: 0.55, note: 'more than this on 145 students would be a leak' },
]

const financial = ['Debtor', 'Tuition fees up to date']

/** What is known at enrolment without and with the financial status, after the first semester, after the second. */
const moments = {
  E0: { words: 'at enrolment, without financial status', without: [...financial, ...firstSemester, ...secondSemester] },
  E: { words: 'at enrolment', without: [...firstSemester, ...secondSemester] },
  S1: { words: 'after the first semester', without: secondSemester },
  S2: { words: 'after the second semester', without: [] },
} as const

/** The lines of the bench, in the order of its table. */
export const lines: readonly Line[] = [
  {
    ...grades,
    id: 'uci856-grades-30',
    task: 'uci856: eight grades, 30 inputs',
    target: 'GRADE',
    checks: gradeChecks(1.61),
    notWorse: ['log loss'],
  },
  {
    ...grades,
    id: 'uci856-grades-31',
    task: 'uci856: eight grades, with EXP_GPA',
    target: 'GRADE',
    with: ['EXP_GPA'],
    checks: gradeChecks(1.56),
  },
  {
    ...grades,
    id: 'uci856-low-31',
    task: 'uci856: GRADE <= 1, with EXP_GPA',
    target: 'GRADE<=1',
    with: ['EXP_GPA'],
    checks: [],
    notWorse: ['AUC', 'log loss'],
  },
  {
    id: 'uci697-outcomes',
    task: 'uci697: three outcomes, all columns',
    data: 'UCI 697',
    file: 'uci697/data.csv',
    target: 'Target',
    folds: 'uci697_3x3',
    repeats: 3,
    checks: [
      { metric: 'logLoss', atMost: 0.535, note: 'aim .529; TabArena lists .5266 as the best of all methods, tuned and ensembled' },
      { metric: 'accuracy' },
    ],
  },
  ...(Object.keys(moments) as (keyof typeof moments)[]).map(
    (moment): Line => ({
      id: `uci697-dropout-${moment}`,
      task: `uci697: dropout ${moments[moment].words}`,
      data: 'UCI 697',
      file: 'uci697/data.csv',
      target: 'Target=Dropout',
      without: moments[moment].without,
      folds: 'uci697_5x1',
      repeats: 1,
      checks: [...(moment === 'S1' ? [{ metric: 'rocAuc', atLeast: 0.89 }] : []), { metric: 'logLoss' }],
      notWorse: ['AUC'],
    }),
  ),
  ...(['mat', 'por'] as const).flatMap(subject => (['A', 'B', 'C'] as const).flatMap(setup => school(subject, setup))),
]

/** Setup A has both period grades, B the first, C neither. */
function school(subject: 'mat' | 'por', setup: 'A' | 'B' | 'C'): Line[] {
  const common = {
    data: 'UCI 320',
    file: `uci320/student-${subject}.csv`,
    without: { A: [], B: ['G2'], C: ['G1', 'G2'] }[setup],
    repeats: 2,
  }
  const name = `uci320-${subject}-${setup}`
  const task = `uci320 ${subject} ${setup}`
  return [
    {
      ...common,
      id: `${name}-fail`,
      task: `${task}: pass or fail`,
      target: 'G3<10',
      folds: `uci320_${subject}_binary_10x2`,
      checks: [{ metric: 'accuracy' }],
      notWorse: ['log loss'],
    },
    {
      ...common,
      id: `${name}-levels`,
      task: `${task}: five levels`,
      target: 'G3:10,12,14,16',
      folds: `uci320_${subject}_lev_10x3`,
      repeats: 1,
      checks: [],
      notWorse: ['log loss'],
    },
    {
      ...common,
      id: `${name}-G3`,
      task: `${task}: final grade`,
      target: 'G3',
      folds: `uci320_${subject}_reg_10x20`,
      checks: [],
      notWorse: ['RMSE'],
    },
  ]
}
