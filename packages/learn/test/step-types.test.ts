import { expect, it } from 'vitest'
import { adasyn } from '../src/prepare/adasyn.ts'
import { classWeights } from '../src/prepare/class-weights.ts'
import { derive } from '../src/prepare/derive.ts'
import { impute } from '../src/prepare/impute.ts'
import { oneHot } from '../src/prepare/one-hot.ts'
import { overSample } from '../src/prepare/over-sample.ts'
import { screen } from '../src/prepare/screen.ts'
import { smote } from '../src/prepare/smote.ts'
import { smoteNc } from '../src/prepare/smote-nc.ts'
import { standardScale } from '../src/prepare/standard-scale.ts'
import { targetEncode } from '../src/prepare/target-encode.ts'
import { fitRecipe, type Recipe } from '../src/recipe.ts'
import { splitPart, splitSample } from '../src/resample/split.ts'
import type { SplitPlan } from '../src/resample/split-plan.ts'
import type { HeldOut, Sample } from '../src/sample.ts'
import type { Table } from '../src/table.ts'

/** Never run: the type check (tsconfig.test.json) fails if one of these lines compiles. */
export function dishonesty(table: Table, all: Sample, test: HeldOut, recipe: Recipe, plan: SplitPlan): void {
  const ctx = { seed: 1 }
  const [{ train: part }] = splitSample(all, plan) // the one way to a part: these lines must compile
  impute.fit(part, {}, ctx)
  fitRecipe(recipe, smote.rebalance(part, {}, ctx), ctx)
  splitPart(part, plan)

  // @ts-expect-error a bare table was never split
  impute.fit(table, {}, ctx)
  // @ts-expect-error a sample still holds the rows to be tested on
  impute.fit(all, {}, ctx)
  // @ts-expect-error held-out rows teach nothing
  impute.fit(test, {}, ctx)
  // @ts-expect-error the same for every other step
  oneHot.fit(all, {}, ctx)
  // @ts-expect-error
  standardScale.fit(all, {}, ctx)
  // @ts-expect-error
  screen.fit(all, {}, ctx)
  // @ts-expect-error
  derive.fit(all, {}, ctx)
  // @ts-expect-error
  targetEncode.fit(all, {}, ctx)
  // @ts-expect-error a recipe is fitted on a training part
  fitRecipe(recipe, all, ctx)
  // @ts-expect-error
  fitRecipe(recipe, test, ctx)

  // @ts-expect-error no function takes a whole table and returns a resampled one
  smote.rebalance(table, {}, ctx)
  // @ts-expect-error
  smote.rebalance(all, {}, ctx)
  // @ts-expect-error
  smote.rebalance(test, {}, ctx)
  // @ts-expect-error
  smoteNc.rebalance(all, {}, ctx)
  // @ts-expect-error
  adasyn.rebalance(all, {}, ctx)
  // @ts-expect-error
  overSample.rebalance(all, {}, ctx)
  // @ts-expect-error
  classWeights.rebalance(all, {}, ctx)

  // @ts-expect-error copies of one row would stand on both sides of the split
  splitPart(smote.rebalance(part, {}, ctx), plan)
  // @ts-expect-error
  splitSample(smote.rebalance(part, {}, ctx), plan)
}

it('takes a training part and nothing else', () => {
  expect(dishonesty).toBeTypeOf('function')
})
