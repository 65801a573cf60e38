import { everyRecipe } from '@headway/campus'
import {
  type Blend,
  blendOf,
  crossValidate,
  fixed,
  meanRowLosses,
  type OutOfFold,
  pairedDifference,
  planFolds,
  type Recipe,
} from '@headway/learn'
import { type Row, ratioOf } from '../result.ts'
import { chooseRecipes } from './choose-recipes.ts'
import { SEED } from './ours.ts'
import { carryTables } from './tables.ts'

/** How many recipes a portfolio has that is chosen on the other tables: a sixth of all, fewer than a search tries, so that choosing matters. */
const CHOSEN = 8
/** Regret allowed, of the loss of a search over every recipe. */
const ALLOWED = 1.02

/** What every recipe forecast on one table, out of fold. */
export interface Tried {
  readonly names: readonly string[]
  readonly complexities: readonly number[]
  readonly recipes: readonly Recipe[]
  readonly forecasts: readonly OutOfFold[]
}

/** Every recipe on one table: five stratified folds of whole students, once. */
export async function tryEvery(table: number): Promise<Tried> {
  const framed = await carryTables[table]!.frame()
  const { sample } = framed
  const plan = planFolds({ ...sample, folds: 5, seed: SEED })
  const candidates = everyRecipe(framed)
  return {
    names: candidates.map(c => c.name),
    complexities: candidates.map(c => c.complexity),
    recipes: candidates.map(c => c.recipe),
    forecasts: candidates.map(({ recipe }) => crossValidate(sample, plan, fixed(recipe), { seed: SEED })),
  }
}

/**
 * Leave one table out: eight recipes are chosen on all other tables (`chooseRecipes`), then the search over these eight is compared
 * with the search over every recipe on the table left out. Both are the cross-fitted average that a search makes (`blendOf`).
 */
export function carryOverRows(tried: readonly Tried[]): Row[] {
  const tables = tried.map(table => ({
    forecasts: new Map(table.names.map((name, r) => [name, table.forecasts[r]!])),
    target: searchLosses(table, [...table.names.keys()]).best,
  }))
  return tried.map((own, t) => {
    const others = tables.filter((_, other) => other !== t)
    const chosen = chooseRecipes(others, CHOSEN)
    const kept = own.names.map((_, r) => r).filter(r => chosen.includes(own.names[r]!))
    const { best: ours, simplest } = searchLosses(own, kept)
    const peer = tables[t]!.target
    return {
      task: `leave one table out: ${carryTables[t]!.name}`,
      data: carryTables[t]!.name.split(',')[0]!,
      metric: 'Log loss',
      variant: 'with protected',
      population: `all ${own.forecasts[0]!.y.length} rows, 5 folds`,
      n: own.forecasts[0]!.y.length,
      ours,
      interval: null,
      simplest,
      peer,
      peerName: `search over all ${own.names.length} recipes`,
      ratio: ratioOf('lower is better', ours, peer),
      target: 'at most 2 % above tuning on the table',
      met: ours <= ALLOWED * peer,
      rawFile: null,
      note: `${kept.length} recipes chosen on the other ${others.length} tables`,
    }
  })
}

/**
 * Losses as in a search over these recipes. `best`: of their average, or of the best of them where that is better by more than a
 * standard error. `simplest`: of the simplest within one standard error of it, paired.
 */
function searchLosses({ recipes, complexities, forecasts }: Tried, kept: readonly number[]): { best: number; simplest: number } {
  const own = kept.map(r => ({ forecasts: forecasts[r]!, complexity: complexities[r]!, loss: lossOf(forecasts[r]!) }))
  const blend: Blend | undefined = blendOf(
    kept.map(r => recipes[r]!),
    own.map(one => one.forecasts),
  )
  const single = own.reduce((a, b) => (b.loss < a.loss ? b : a))
  const averaged = blend && blend.againstChoice.worseBy <= blend.againstChoice.standardError
  const best = averaged ? { forecasts: blend.forecasts, complexity: Infinity, loss: lossOf(blend.forecasts) } : single
  const near = (one: typeof best) => {
    const { worseBy, standardError } = pairedDifference(meanRowLosses(one.forecasts), meanRowLosses(best.forecasts), one.forecasts.groups)
    return worseBy <= standardError
  }
  const simplest = [best, ...own.filter(near)].reduce((a, b) => ((b.complexity - a.complexity || b.loss - a.loss) < 0 ? b : a))
  return { best: best.loss, simplest: simplest.loss }
}

function lossOf(forecasts: OutOfFold): number {
  const losses = meanRowLosses(forecasts)
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}
