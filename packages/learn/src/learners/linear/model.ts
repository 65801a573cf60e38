/** Plain JSON. Coefficients are in the units of the table's columns. */
interface Fitted {
  readonly kind: 'linear'
  readonly columns: readonly string[] // [d]
  readonly means: readonly number[] // [d] weighted means of the training columns: the row that contributions are counted from
  /** False: the optimum was not reached. Raise maxIterations, or lambda where it is 0 (the columns may separate the classes). */
  readonly converged: boolean
  readonly iterations: number
}

/** P(class 1) = sigmoid(intercept + coefficients · x) */
export interface LogisticModel extends Fitted {
  readonly form: 'logistic'
  readonly intercept: number
  readonly coefficients: readonly number[] // [d]
}

/** P(class c) = softmax over c of intercepts[c] + coefficients[c] · x */
export interface MultinomialModel extends Fitted {
  readonly form: 'multinomial'
  readonly intercepts: readonly number[] // [k]
  readonly coefficients: readonly (readonly number[])[] // [k][d]
}

/** P(class ≤ c) = sigmoid(thresholds[c] − coefficients · x): a higher score means higher classes. */
export interface CumulativeModel extends Fitted {
  readonly form: 'cumulative'
  readonly thresholds: readonly number[] // [k − 1] strictly rising
  readonly coefficients: readonly number[] // [d]
}

/** value = intercept + coefficients · x */
export interface LeastSquaresModel extends Fitted {
  readonly form: 'least-squares'
  readonly intercept: number
  readonly coefficients: readonly number[] // [d]
}

export type LinearModel = LogisticModel | MultinomialModel | CumulativeModel | LeastSquaresModel
