import type { Comparison, Report } from '@headway/campus'
import type { ConflictAnswer, ProblemPlace } from '@headway/contract'

/** A model as text, and what the registry says about it without opening it. */
export interface TrainedModel {
  readonly bundle: string
  readonly name: string
  readonly seed: number
  readonly question: { readonly body: string; readonly sentence: string }
  readonly report: Report
}

/** A version of a data set as text. */
export interface DatasetText {
  readonly text: string
  readonly name: string
  readonly hash: string
  readonly rows: number
}

export interface ReadInput {
  readonly path: string // where the upload lies
  readonly file: string // what its owner calls it
  readonly codebook: string | undefined // a datapackage.json sent with it, as text
  readonly synthetic: boolean
  readonly old: string | undefined // the data set to join, as text
}

export interface ReadOutcome {
  readonly dataset: DatasetText | undefined // absent: nothing was added
  readonly added: number
  readonly identical: number
  readonly conflicting: number
  readonly conflicts: readonly ConflictAnswer[] // at most MOST_PLACES
  readonly refused: number
  readonly refusals: readonly ProblemPlace[] // at most MOST_PLACES
}

export interface TrainInput {
  readonly dataset: string
  readonly old: { readonly dataset: string; readonly bundle: string } | undefined
  readonly seed: number
  readonly effort: Effort
}

/** How much a training tries. */
export interface Effort {
  /** Fewer folds and resamples: for trying out, never for decisions. */
  readonly quick: boolean
  /** One learner only. */
  readonly learner?: string
}

export interface TrainOutcome {
  readonly model: TrainedModel
  readonly comparison: Comparison | undefined
}

export interface DemoInput {
  readonly rows: number
  readonly seed: number
}

export interface DemoOutcome {
  readonly dataset: DatasetText
  readonly model: TrainedModel
}

/** Work that runs in a thread of its own, by name: plain data in, plain data out. */
export interface Tasks {
  readonly read: { readonly input: ReadInput; readonly output: ReadOutcome }
  readonly train: { readonly input: TrainInput; readonly output: TrainOutcome }
  readonly demo: { readonly input: DemoInput; readonly output: DemoOutcome }
}

export type TaskName = keyof Tasks
