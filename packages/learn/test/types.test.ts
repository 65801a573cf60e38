import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  type Calibrator,
  crossValidate,
  crossValidatePart,
  type FittedRecipe,
  fitRecipe,
  fixed,
  type HeldOut,
  impute,
  type Matrix,
  type OutOfFold,
  permutationImportance,
  pooledPermutationImportance,
  type Recipe,
  type Sample,
  type SplitPlan,
  splitIntervals,
  splitPart,
  splitSample,
  standardScale,
  type Table,
  type TrainingPart,
  tune,
  unseenForecasts,
} from '../src/index.ts'
import { baseline } from '../src/learners/baseline/baseline.ts'
import { smote } from '../src/prepare/smote.ts'

/**
 * What cannot be written: every line under `@ts-expect-error` is refused by the compiler, and the compiler complains where one
 * is not (`tsc -p tsconfig.test.json`, a step of `npm run check`). The functions are compiled, never called: the tests below
 * only see to it that the refusals stay.
 */
declare const whole: Sample
declare const rows: Table
declare const heldOut: HeldOut
declare const part: TrainingPart<'real'>
declare const copies: TrainingPart<'rebalanced'>
declare const plan: SplitPlan
declare const recipe: Recipe
declare const fitted: FittedRecipe
declare const calibrator: Calibrator
declare const ctx: { readonly seed: number }

const refusals = {
  'a sample that nobody split is not learned from': () => {
    // @ts-expect-error: a Sample, where a TrainingPart is wanted
    baseline.fit(whole, {}, ctx)
    // @ts-expect-error: a Sample
    fitRecipe(recipe, whole, ctx)
    // @ts-expect-error: a Sample
    tune(whole, { candidates: [] }, ctx)
    // @ts-expect-error: a Sample
    impute.fit(whole, {}, ctx)
    // @ts-expect-error: a Sample
    standardScale.fit(whole, {}, ctx)
    // @ts-expect-error: a Sample
    smote.rebalance(whole, {}, ctx)
    // @ts-expect-error: a Sample
    crossValidatePart(whole, plan, fixed(recipe), ctx)
  },
  'a bare table is not learned from': () => {
    // @ts-expect-error: a Table
    baseline.fit(rows, {}, ctx)
    // @ts-expect-error: a Table
    fitRecipe(recipe, rows, ctx)
    // @ts-expect-error: a Table
    impute.fit(rows, {}, ctx)
    // @ts-expect-error: a Table
    smote.rebalance(rows, {}, ctx)
    // @ts-expect-error: a Table
    calibrator.fit(rows)
  },
  'rows held out are not learned from': () => {
    // @ts-expect-error: HeldOut
    baseline.fit(heldOut, {}, ctx)
    // @ts-expect-error: HeldOut
    fitRecipe(recipe, heldOut, ctx)
    // @ts-expect-error: HeldOut
    impute.fit(heldOut, {}, ctx)
    // @ts-expect-error: HeldOut
    smote.rebalance(heldOut, {}, ctx)
  },
  'a part is not split as if it were everything': () => {
    // @ts-expect-error: a TrainingPart, where a Sample is wanted
    splitSample(part, plan)
    // @ts-expect-error: a TrainingPart
    crossValidate(part, plan, fixed(recipe), ctx)
    // @ts-expect-error: HeldOut
    splitSample(heldOut, plan)
  },
  'copies and synthetic rows are never split': () => {
    // @ts-expect-error: a rebalanced part
    splitPart(copies, plan)
    // @ts-expect-error: a rebalanced part
    splitSample(copies, plan)
    // @ts-expect-error: a rebalanced part
    tune(copies, { candidates: [] }, ctx)
    // @ts-expect-error: what SMOTE returns may be a rebalanced part
    splitPart(smote.rebalance(part, {}, ctx), plan)
  },
  'a calibrator learns only from forecasts of rows that the model did not see': () => {
    const forecast: Matrix = baseline.predict(baseline.fit(part, {}, ctx), rows)
    const y = new Float64Array()
    // @ts-expect-error: a plain forecast
    calibrator.fit(forecast)
    // @ts-expect-error: put together by hand
    const madeUp: OutOfFold = { task: { kind: 'regression' }, y, repeats: [{ forecast, fold: new Int32Array() }] }
    calibrator.fit(madeUp)
  },
  'importance is measured on rows held out alone': () => {
    // @ts-expect-error: a TrainingPart
    permutationImportance(fitted, part, ctx)
    // @ts-expect-error: a Sample
    permutationImportance(fitted, whole, ctx)
    // @ts-expect-error: a TrainingPart
    pooledPermutationImportance([{ fitted, test: part }], ctx)
  },
  'conformal forecasts learn only from forecasts of rows that the model did not see': () => {
    const forecast: Matrix = baseline.predict(baseline.fit(part, {}, ctx), rows)
    // @ts-expect-error: put together by hand
    splitIntervals.fit({ task: { kind: 'regression' }, y: new Float64Array(), forecast }, { alpha: 0.1 })
    // @ts-expect-error: a TrainingPart, where HeldOut is wanted
    unseenForecasts(fitRecipe(recipe, part, ctx), part)
  },
  'nobody makes a training part by hand': () => {
    // @ts-expect-error: the brand is missing
    const made: TrainingPart = { table: rows, y: new Float64Array(), task: { kind: 'regression' } }
    baseline.fit(made, {}, ctx)
  },
}

describe('refused by the compiler', () => {
  const source = readFileSync(import.meta.filename, 'utf8')

  it.each(Object.keys(refusals))('%s', sentence => {
    const [, rest] = source.split(`'${sentence}': () => {`)
    expect(rest?.split('\n  },')[0]).toContain('@ts-expect-error')
  })

  it('counts them, so that none is dropped unnoticed', () => {
    expect(source.match(/^ {4}\/\/ @ts-expect-error: /gm)).toHaveLength(31)
  })

  it('lies where the compiler looks', () => {
    const { include } = JSON.parse(readFileSync(new URL('../../../tsconfig.test.json', import.meta.url), 'utf8'))
    expect(include).toContain('packages/*/test')
  })
})
