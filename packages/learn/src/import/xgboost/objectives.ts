import type { TaskKind } from '../../task.ts'
import { badModelFile } from '../bad-model-file.ts'
import type { Link } from '../foreign-model.ts'
import { logf } from './logf.ts'

interface Objective {
  readonly link: Link
  readonly tasks: readonly TaskKind[]
  /** What the base score of a file is: a probability, a mean, or a score already. */
  readonly base: 'probability' | 'mean' | 'score'
}

const binary: Objective = { link: 'logistic', tasks: ['binary'], base: 'probability' }
const raw: Objective = { ...binary, base: 'score' }
const share: Objective = { link: 'logistic', tasks: ['regression', 'binary'], base: 'probability' }
const classes: Objective = { link: 'softmax', tasks: ['multiclass', 'ordinal', 'binary'], base: 'score' }
const value: Objective = { link: 'identity', tasks: ['regression'], base: 'score' }
const logarithm: Objective = { link: 'exp', tasks: ['regression'], base: 'mean' }

const known: Readonly<Record<string, Objective>> = {
  'binary:logistic': binary,
  'binary:logitraw': raw,
  'reg:logistic': share,
  'multi:softprob': classes,
  'multi:softmax': classes,
  'reg:squarederror': value,
  'reg:linear': value,
  'reg:absoluteerror': value,
  'reg:quantileerror': value,
  'reg:pseudohubererror': value,
  'reg:squaredlogerror': value,
  'count:poisson': logarithm,
  'reg:gamma': logarithm,
  'reg:tweedie': logarithm,
}

/** @throws LearnError `bad_model_file` for objectives that give neither probabilities nor a value of a row */
export function objectiveNamed(name: string): Objective {
  if (Object.hasOwn(known, name)) return known[name]
  throw badModelFile(
    `its objective is ${JSON.stringify(name.slice(0, 40))}, which gives neither probabilities nor values that Headway forecasts`,
    `Train with one of ${Object.keys(known).join(', ')}`,
  )
}

/**
 * Where scores start, from the base score of the file, in float32 and step for step as XGBoost.
 *
 * @throws LearnError `bad_model_file` for a probability outside (0, 1), a mean that is not positive
 */
export function marginOf(base: number, { base: is }: Objective): number {
  const b = Math.fround(base)
  if (is === 'score' ? Math.abs(b) < 1e30 : b > 0 && b < (is === 'probability' ? 1 : 1e30)) {
    if (is === 'score') return b
    return is === 'mean' ? logf(b) : 0 - logf(Math.fround(Math.fround(1 / b) - 1))
  }
  const expected = { probability: 'probability between 0 and 1', mean: 'positive number', score: 'score' }[is]
  throw badModelFile(`its base score is ${base}, which is no ${expected}`)
}
