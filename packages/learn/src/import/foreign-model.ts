import type { TaskKind } from '../task.ts'
import type { Tree } from '../trees/tree.ts'

export type Engine = 'xgboost' | 'lightgbm'

/**
 * What the sum of the trees is to the forecast: itself; the log-odds of class 1, over a slope; log-odds of each class before softmax;
 * the logarithm of the value; its square root, with the sign kept.
 */
export type Link = 'identity' | 'logistic' | 'softmax' | 'exp' | 'square'

/** A feature as its engine saw it: a number, or a code that trees look for in sets. */
export interface ForeignFeature {
  readonly name?: string // absent where the file names no features
  readonly splits: 'cuts' | 'sets'
  /** What the codes 0, 1, … stood for in training, where the file says. */
  readonly levels?: readonly string[]
  /** The file lists levels and does not say of which features: what its codes stood for, only a person can say. */
  readonly unclear?: true
  /** Whether a number within 1e-35 of 0 is a missing one (LightGBM's zero_as_missing). */
  readonly zeroIsMissing: boolean
}

/** A model as another library wrote it down, before anybody says which columns its features are. */
export interface ForeignModel {
  readonly engine: Engine
  readonly version: string // of the library, or (LightGBM) of the file's format
  readonly objective: string // its name in that library
  readonly link: Link
  readonly slope: number // of the logistic link: LightGBM's sigmoid
  readonly tasks: readonly TaskKind[] // what it can be asked about
  readonly outputs: number // scores of a row
  readonly features: readonly ForeignFeature[] // [d]
  readonly base: readonly number[] // [outputs] where scores start
  readonly baseLast: boolean // the base is added after the trees, not before: rounded sums differ
  readonly trees: readonly Tree[] // one number to a leaf, weights of trees included
  readonly outputOf: readonly number[] // [trees]
  readonly divisor: number // sums are divided by so many: 1, or the trees of an averaged forest
  readonly rounds: { readonly used: number; readonly inFile: number; readonly best?: number }
}

/** More features than any file of people has columns; a file may declare any number. */
export const MOST_FEATURES = 100_000

/** How many rounds of trees to take: all (default), so many, or as many as the file says were best. */
export type Rounds = 'all' | 'best' | number
