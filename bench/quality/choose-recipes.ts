import { log, type OutOfFold, PROBABILITY_FLOOR, softmaxInPlace } from '@headway/learn'

/** One table that recipes are chosen on. */
export interface ChoosingTable {
  /** What every recipe forecast on it, out of fold, by the recipe's name. */
  readonly forecasts: ReadonlyMap<string, Pick<OutOfFold, 'y' | 'repeats'>>
  /** The log loss of a search over every recipe. */
  readonly target: number
}

/** Shares of an average that a recipe may join with. */
const SHARES = [0, 0.25, 0.5, 0.75, 1]

/**
 * Names of recipes that serve all these tables together, at most `many`: one after another, whichever makes the sum of squared regrets lowest
 * (among equals the sum of losses relative to the targets, then the first by name).
 *
 * - A search averages recipes, so a recipe is worth what it adds to an average, not what it does alone. On each table a chosen recipe
 *   joins the average (of logs of probabilities, as a search's) with a share of 0, a quarter … all; before the first there are the
 *   classes' own shares. So a recipe that one kind of table needs costs the others little.
 * - Each fold's share is the one with the lowest loss on the other folds: without that, small tables would seem to gain from every recipe.
 * - A table's regret is what its average loses, relatively, to its target; 0 where it loses nothing.
 * - Squares, because defaults are promised for each table and nobody knows what kind the next one is: a plain mean gives up a kind that
 *   is rare among these tables; the maximum alone says nothing about a step that leaves the worst table where it is.
 */
export function chooseRecipes(tables: readonly ChoosingTable[], many: number): string[] {
  const names = [...new Set(tables.flatMap(({ forecasts }) => [...forecasts.keys()]))].sort()
  const chosen: string[] = []
  let standings = tables.map(standing)
  while (chosen.length < Math.min(many, names.length)) {
    const [next] = names
      .filter(name => !chosen.includes(name))
      .map(name => {
        const joined = standings.map(table => withRecipe(table, name))
        return { name, joined, ...lossesOf(joined) }
      })
      .sort((a, b) => a.squares - b.squares || a.sum - b.sum)
    chosen.push(next!.name)
    standings = next!.joined
  }
  return chosen
}

interface Standing {
  readonly y: ArrayLike<number>
  readonly fold: ArrayLike<number>
  readonly classes: number
  readonly logs: ReadonlyMap<string, Float64Array> // [rows, classes] of each recipe
  readonly target: number
  readonly average: Float64Array // [rows, classes]
  readonly loss: number
}

function lossesOf(tables: readonly Standing[]): { readonly squares: number; readonly sum: number } {
  const relative = tables.map(({ loss, target }) => loss / target)
  return {
    squares: relative.reduce((sum, r) => sum + Math.max(0, r - 1) ** 2, 0),
    sum: relative.reduce((sum, r) => sum + r, 0),
  }
}

function standing({ forecasts, target }: ChoosingTable): Standing {
  const [{ y, repeats }] = [...forecasts.values()]
  const { fold, forecast } = repeats[0]!
  const classes = forecast.cols
  const count = new Float64Array(classes)
  for (const c of y) count[c]!++
  const average = Float64Array.from({ length: y.length * classes }, (_, at) => flooredLog(count[at % classes]! / y.length))
  const logs = new Map([...forecasts].map(([name, own]) => [name, own.repeats[0]!.forecast.data.map(flooredLog)]))
  const loss = sumOf(foldLosses(average, { y, fold, classes })) / y.length
  return { y, fold, classes, logs, target, average, loss }
}

function withRecipe(table: Standing, name: string): Standing {
  const { y, fold, classes, average: before, logs } = table
  const own = logs.get(name)
  if (!own) return table
  const tried = SHARES.map(share => {
    const average = before.map((score, at) => score + share * (own[at]! - score))
    const losses = foldLosses(average, table)
    return { average, losses, total: sumOf(losses) }
  })
  const best = tried[0]!.losses.map((_, f) => {
    const elsewhere = tried.map(({ losses, total }) => total - losses[f]!)
    return elsewhere.indexOf(Math.min(...elsewhere))
  })
  const average = before.map((_, at) => tried[best[fold[Math.floor(at / classes)]!]!]!.average[at]!)
  return { ...table, average, loss: sumOf(best.map((s, f) => tried[s]!.losses[f]!)) / y.length }
}

/** Each fold's summed log loss of forecasts whose probabilities are the softmax of these scores. */
function foldLosses(scores: Float64Array, { y, fold, classes }: Pick<Standing, 'y' | 'fold' | 'classes'>): number[] {
  const p = scores.slice()
  const sums: number[] = []
  for (let i = 0; i < y.length; i++) {
    softmaxInPlace(p, i * classes, classes)
    const f = fold[i]!
    sums[f] = (sums[f] ?? 0) - log(p[i * classes + y[i]!]!)
  }
  return sums
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function flooredLog(p: number): number {
  return log(Math.max(p, PROBABILITY_FLOOR))
}
