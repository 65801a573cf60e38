import type { FittedRecipe, Recipe } from '@headway/learn'
import type { Codebook } from './codebook/codebook.ts'
import type { PastForecasts } from './lists/past-forecasts.ts'
import type { Question } from './question/question.ts'
import type { Report } from './report/report.ts'

/** A model: everything needed to forecast and to account for it. One versioned JSON; holds no clock time, machine or duration. */
export interface Bundle {
  readonly codebook: Codebook
  readonly question: Question
  /** How to fit it again, on other rows. */
  readonly recipe: Recipe
  readonly fitted: FittedRecipe
  readonly report: Report
  readonly seed: number
  readonly data: { readonly hash: string; readonly rows: number; readonly synthetic: boolean }
  /** By column name: the levels that training saw; a listed code outside them is "unknown" in reasons. */
  readonly seen: Readonly<Record<string, readonly string[]>>
  /** By column name: the median of the training rows, of indicators computed at the moment; reasons in plain words go by it. */
  readonly typical?: Readonly<Record<string, number>>
  /** What became of past students, by their out-of-sample forecast; absent where the question names no event, or the model was edited. */
  readonly past?: PastForecasts
}
