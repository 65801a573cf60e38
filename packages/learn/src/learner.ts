import type { FormulaBuilder } from './export/builder.ts'
import type { LoweredColumn } from './export/lowered-column.ts'
import type { NodeId } from './export/program.ts'
import type { KernelThreads } from './kernel/threads.ts'
import type { Matrix } from './matrix.ts'
import type { FittedRecipe } from './recipe.ts'
import type { TrainingPart } from './sample.ts'
import type { Table } from './table.ts'
import type { TaskKind } from './task.ts'

/** What work is given from outside: randomness, a way to stop it, a way to watch it. */
export interface FitContext {
  readonly seed: number
  /** An AbortSignal, or anything like it. Long work looks at it between steps and throws `aborted`. */
  readonly signal?: { readonly aborted: boolean }
  readonly progress?: (progress: Progress) => void
  /** Threads that share the work of one fit (startThreads). The model is the same, bit for bit. */
  readonly threads?: KernelThreads
}

/** `done` of `total` equal steps; total may grow when the work finds more to do. */
export interface Progress {
  readonly what: string
  readonly done: number
  readonly total: number
}

/**
 * What a score is counted in. `log-odds`: of class 1, or of each of k classes before softmax. `latent`: the one score of an ordinal
 * model, higher means higher classes. `probability`: of class 1, or of each of k classes. `value`: what a regression forecasts.
 */
export type ScoreScale = 'log-odds' | 'latent' | 'probability' | 'value'

/**
 * Additive shares of a score: base[o] + Σ_j values[i, o, j] = score of row i on output o, to 1e-9.
 * One output in a binary task (of class 1), a latent score and a regression; k outputs for k classes otherwise.
 */
export interface Contributions {
  readonly scale: ScoreScale
  readonly columns: readonly string[] // [d] the table's columns
  readonly outputs: number
  readonly base: Float64Array // [outputs]
  readonly values: Float64Array // [n, outputs, d]
  /** On a latent scale, [k − 1] ascending: P(class ≤ c) = sigmoid(thresholds[c] − score). */
  readonly thresholds?: readonly number[]
  /** The shares are exact in their sum, but were carried over from another scale in proportion: they are no Shapley values. */
  readonly allocated?: true
}

/** How far a score would move had other training rows been drawn: standard deviations over bags, trees or seeds, 0 or more. */
export interface Uncertainty {
  readonly scale: ScoreScale
  readonly outputs: number // as in Contributions
  readonly values: Float64Array // [n, outputs]
}

/** One learner is one object; its model is plain JSON data. Optional members are abilities: ask for them, never for the kind. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds learners of every Params and Model
export interface Learner<Params extends object = any, Model extends { readonly kind: string } = any> {
  readonly kind: Model['kind']
  readonly tasks: readonly TaskKind[]
  /** Its models come from other libraries: `fit` refuses, whatever it is given. */
  readonly elsewhere?: true
  /** What the table may still hold when it reaches `fit`; a recipe must encode and impute the rest. */
  readonly takes: { readonly categories: boolean; readonly missing: boolean }
  readonly defaults: Readonly<Params>
  /** Settings that it takes besides, which have no default: they name columns, or belong to what it is given. */
  readonly alsoTakes?: readonly string[]
  fit(part: TrainingPart, params: Partial<Params>, ctx: FitContext): Model
  /** [n, k] probabilities that sum to 1 by row, or [n, 1] values. */
  predict(model: Model, table: Table): Matrix
  /**
   * `predict` for one row after another, fast: `row` is a table of one row whose cells are written anew before each call. Undefined
   * where `predict` is as fast.
   */
  ofRow?(model: Model, row: Table): RowWriter | undefined
  contributions?(model: Model, table: Table): Contributions
  /** Shapley values of v(S) = mean over background rows of the score with S from the row and the rest from the background row. */
  interventional?(model: Model, table: Table, background: Table): Contributions
  uncertainty?(model: Model, table: Table): Uncertainty
  /** Of a learner made of recipes: those recipes. */
  members?(model: Model): readonly FittedRecipe[]
  /** Of a learner made of recipes: how to forecast from a row of codes and numbers, given how to do so for each of them. */
  compile?(model: Model, compileRecipe: (fitted: FittedRecipe) => RowForecast | undefined): CellsWriter | undefined
  /** `predict`, written into a program: its outputs, given how to do so for the recipes of a learner made of them. */
  lower?(model: Model, columns: readonly LoweredColumn[], build: FormulaBuilder, lowerMember: LowerMember): readonly NodeId[]
  /**
   * Whether a value read from a file is a model that every function above can take as it is (`checkFitted` asks).
   *
   * @throws LearnError `bad_bundle`
   */
  check(model: unknown): void
}

/**
 * From one row in the order of the inputs (codes, −1 is missing; numbers, NaN is missing) to [k] probabilities or [1] value: written
 * into `into` and returned, where the caller keeps such an array from call to call, else in an array of its own.
 *
 * @throws LearnError `shape_mismatch` (`into` of another length)
 */
export type RowForecast = (cells: ArrayLike<number>, into?: Float64Array) => Float64Array
/** Writes the forecast of one row into an array of its length. */
export type RowWriter = (into: Float64Array) => void
/** The same from its cells, as RowForecast takes them. */
export type CellsWriter = (cells: ArrayLike<number>, into: Float64Array) => void
/** The outputs of a recipe that is shown these columns. */
export type LowerMember = (fitted: FittedRecipe, columns: readonly LoweredColumn[]) => readonly NodeId[]
