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
  readonly notWorse?: 'log loss' | 'RMSE' // than the best peer, by the reference's margin
}

/** One figure of a line, by metric id. */
export interface Check {
  readonly metric: string
  readonly atLeast?: number
  readonly atMost?: number
  readonly betterThan?: string // a simple rule, by the paired interval
}

const secondSemester = ['credited', 'enrolled', 'evaluations', 'approved', 'grade', 'without evaluations'].map(
  count => `Curricular units 2nd sem (${count})`,
)

const grades = {
  data: 'UCI 856',
  file: 'uci856/student_prediction.csv',
  folds: 'uci856_5x10',
  repeats: 5,
} as const

const gradeChecks: readonly Check[] = [
  { metric: 'logLoss', atMost: 1.61 },
  { metric: 'logLoss', betterThan: 'course alone' },
  { metric: 'qwk', atLeast: 0.75 },
  { metric: 'accuracy', atMost: 0.55 },
]

const lowChecks: readonly Check[] = [{ metric: 'rocAuc' }, { metric: 'logLoss' }]

/** The lines of the bench, in the order of its table. */
export const lines: readonly Line[] = [
  { ...grades, id: 'uci856-grades-30', task: 'uci856: eight grades, 30 inputs', target: 'GRADE', checks: gradeChecks },
  {
    ...grades,
    id: 'uci856-grades-31',
    task: 'uci856: eight grades, with EXP_GPA',
    target: 'GRADE',
    with: ['EXP_GPA'],
    checks: gradeChecks,
  },
  { ...grades, id: 'uci856-low-31', task: 'uci856: GRADE <= 1, with EXP_GPA', target: 'GRADE<=1', with: ['EXP_GPA'], checks: lowChecks },
  {
    id: 'uci697-outcomes',
    task: 'uci697: three outcomes, all columns',
    data: 'UCI 697',
    file: 'uci697/data.csv',
    target: 'Target',
    folds: 'uci697_3x3',
    repeats: 3,
    checks: [{ metric: 'logLoss', atMost: 0.57 }, { metric: 'accuracy' }],
  },
  {
    id: 'uci697-dropout-S1',
    task: 'uci697: dropout after the first semester',
    data: 'UCI 697',
    file: 'uci697/data.csv',
    target: 'Target=Dropout',
    without: secondSemester,
    folds: 'uci697_5x1',
    repeats: 1,
    checks: [{ metric: 'rocAuc', atLeast: 0.89 }, { metric: 'logLoss' }],
  },
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
      notWorse: 'log loss',
    },
    {
      ...common,
      id: `${name}-G3`,
      task: `${task}: final grade`,
      target: 'G3',
      folds: `uci320_${subject}_reg_10x20`,
      checks: [],
      notWorse: 'RMSE',
    },
  ]
}
