import type { Rebalancer, Step } from '../recipe.ts'
import { adasyn } from './adasyn.ts'
import { classWeights } from './class-weights.ts'
import { clip } from './clip.ts'
import { derive } from './derive.ts'
import { impute } from './impute.ts'
import { oneHot } from './one-hot.ts'
import { ordinalCodes } from './ordinal-codes.ts'
import { overSample } from './over-sample.ts'
import { screen } from './screen.ts'
import { select } from './select.ts'
import { smote } from './smote.ts'
import { smoteNc } from './smote-nc.ts'
import { standardScale } from './standard-scale.ts'
import { targetEncode } from './target-encode.ts'

/** Every preparation step, by the name a recipe uses. A new one: its file, its test, one line here. */
export const steps: Readonly<Record<string, Step>> = {
  clip,
  derive,
  impute,
  oneHot,
  ordinalCodes,
  screen,
  select,
  standardScale,
  targetEncode,
}

/** Every way to change the rows that are learned from. */
export const rebalancers: Readonly<Record<string, Rebalancer>> = { adasyn, classWeights, overSample, smote, smoteNc }
