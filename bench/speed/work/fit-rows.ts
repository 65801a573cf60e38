import { fitRecipe, forecast, type LinearModel, logLoss, type Recipe, rocAuc, sigmoid, WORTH_THREADS } from '@headway/learn'
import type { MadeRows } from '../made-rows.ts'
import { timed } from '../measured.ts'
import { firstRows, partOf, tableOf } from './rows.ts'
import type { Done, Loaded } from './task.ts'
import { oursWithThreads } from './with-threads.ts'

const WARM_ROWS = 5000
const WARM_ROUNDS = 5

/** Fits the learner as often as asked; how good it is on the held-out rows is looked at after the clock has stopped. */
export async function fitRows(task: Loaded): Promise<Done> {
  const { learner, params = {}, train, test, classes = 2, threads = 1, warm, repeats = 1, clock } = task
  const more = threads === 1 ? {} : await oursWithThreads(threads)
  const ctx = { seed: 1, ...more }
  const recipe = (own: object): Recipe => ({ steps: [], learner: { kind: learner!, params: { ...params, ...own } } })
  const part = partOf(train!, classes)
  const warmRows = threads === 1 ? WARM_ROWS : WORTH_THREADS // fewer rows would leave the threads asleep
  if (warm === 'small') fitRecipe(recipe({ rounds: WARM_ROUNDS }), partOf(firstRows(train!, warmRows), classes), ctx)
  if (warm === 'whole') fitRecipe(recipe({}), part, ctx)
  const { made: fitted, ...seconds } = await timed(clock, repeats, () => fitRecipe(recipe({}), part, ctx))
  const figures = {
    ...(test && quality(forecast(fitted, tableOf(test)), test.y, classes)),
    ...(learner === 'linear' && { gradient: gradientOf(fitted.model as LinearModel, train!, Number(params['lambda'])) }),
  }
  return { ...seconds, figures, fitted }
}

function quality(p: ReturnType<typeof forecast>, y: Float64Array, classes: number): Record<string, number> {
  const loss = { logLoss: logLoss(y, p) }
  if (classes > 2) return loss
  return {
    ...loss,
    auc: rocAuc(
      y,
      y.map((_, i) => p.data[2 * i + 1]!),
    ),
  }
}

/** The largest entry of the gradient of mean loss + lambda |w|² / 2, in the units of the table. */
function gradientOf(model: LinearModel, { columns, y }: MadeRows, lambda: number): number {
  if (model.form !== 'logistic') throw new Error(`The gradient of a ${model.form} model is not measured here.`)
  const { intercept, coefficients } = model
  const off = y.map((yi, i) => sigmoid(columns.reduce((sum, values, j) => sum + coefficients[j]! * values[i]!, intercept)) - yi)
  const entries = columns.map((values, j) => off.reduce((sum, r, i) => sum + r * values[i]!, 0) / y.length + lambda * coefficients[j]!)
  return Math.max(Math.abs(off.reduce((sum, r) => sum + r, 0) / y.length), ...entries.map(Math.abs))
}
