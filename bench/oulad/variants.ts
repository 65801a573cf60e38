/** Weeks of the term at which is asked. */
export const WEEKS = [0, 2, 4, 8, 12] as const

/** What reports begin with. */
export const MAIN = 8

/** At risk, as the issue of the reference has it. */
export const TARGET = 'final_result=Fail,Withdrawn'

export interface Variant {
  readonly id: string
  readonly title: string
  readonly marking: number // days from a submission to its score
  readonly withProtected: boolean
  readonly aims?: readonly number[] // ROC AUC by week
  readonly peers?: true // XGBoost and LightGBM tuned on the same indicators: half an hour
}

export const variants: readonly Variant[] = [
  { id: 'at once', title: 'scores known at once', marking: 0, withProtected: true, aims: [0.735, 0.745, 0.78, 0.837, 0.85] },
  {
    id: '14 days',
    title: 'scores known 14 days after submission',
    marking: 14,
    withProtected: true,
    peers: true,
    aims: [0.735, 0.742, 0.771, 0.823, 0.852],
  },
  {
    id: 'default',
    title: 'scores known 14 days after submission, protected columns left out as by default',
    marking: 14,
    withProtected: false,
  },
]

/** The reference: a random forest on few indicators, by week. */
export const reference = {
  auc: [0.716, 0.723, 0.754, 0.791, 0.812],
  averagePrecision: [0.69, 0.641, 0.694, 0.725, 0.734],
  population: [10_234, 9_333, 9_214, 8_879, 8_571],
} as const

export function taskName({ id }: Pick<Variant, 'id'>, week: number): string {
  return `${id}, week ${week}`
}

/** "14-days-week-8", a part of names of files. */
export function fileName({ id }: Pick<Variant, 'id'>, week: number): string {
  return `${id.replaceAll(' ', '-')}-week-${week}`
}
