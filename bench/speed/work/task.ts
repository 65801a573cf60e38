import type { FittedRecipe } from '@headway/learn'
import type { MadeRows } from '../made-rows.ts'
import type { Clock, Measured } from '../measured.ts'

/** What a process is told to do, on either side. */
export interface Task<Rows> {
  readonly work: 'fit' | 'save model' | 'forecasts' | 'one row' | 'allocation' | 'contributions' | 'fit and forecasts'
  readonly learner?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly train?: Rows
  readonly test?: Rows
  readonly classes?: number
  readonly threads?: number
  /** `small`: a fit of few rows and rounds before; `whole`: the same work once. */
  readonly warm?: 'small' | 'whole'
  readonly repeats?: number
  readonly model?: string // file
}

/** The same with everything in memory. */
export interface Loaded extends Omit<Task<MadeRows>, 'model'> {
  readonly fitted?: FittedRecipe
  readonly clock: Clock
}

export interface Done extends Measured {
  readonly fitted?: FittedRecipe
}
