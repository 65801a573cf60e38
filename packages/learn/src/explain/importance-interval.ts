import { LearnError } from '../errors.ts'
import { studentTQuantile } from '../math/student-t.ts'
import type { HeldOut } from '../sample.ts'

export interface ImportanceInterval {
  readonly estimand: string
  /** @param increases one [n] for each test part: by how much the loss of each row rose */
  of(increases: readonly Float64Array[]): { readonly importance: number; readonly low: number; readonly high: number }
}

/**
 * How to say how sure a mean increase in loss is. Parts that together are the folds of one cross-validation: one mean a fold, with
 * the corrected resampled t of `pairedInterval`. One part, or the same rows again and again: a t over its groups, or rows.
 *
 * @throws LearnError `too_few_rows` when there are fewer than 2 rows, or groups, to compare; or a part without rows
 */
export function importanceInterval(tests: readonly HeldOut[], level: number): ImportanceInterval {
  const tested = tests.reduce((sum, { y }) => sum + y.length, 0)
  if (tests.some(({ y }) => y.length === 0)) throw new LearnError('too_few_rows', 'A held-out part has no rows. Plan fewer folds.')
  const distinct = new Set(tests.flatMap(({ rows }) => [...rows])).size
  return tested === tests.length * distinct ? overUnits(tests, level) : overFolds(tests.length, tested, distinct, level)
}

/** Mean of fold means, standard error √((1/J + n_test / n_train) s²), J − 1 degrees of freedom. */
function overFolds(folds: number, tested: number, distinct: number, level: number): ImportanceInterval {
  const t = studentTQuantile((1 + level) / 2, folds - 1)
  const perFold = tested / folds
  const inflation = 1 / folds + perFold / (distinct - perFold)
  return {
    estimand: 'mean over folds of the mean increase in row loss; Nadeau–Bengio corrected t over folds and repeats',
    of(increases) {
      const means = increases.map(increase => increase.reduce((sum, v) => sum + v, 0) / increase.length)
      const importance = means.reduce((sum, v) => sum + v, 0) / folds
      const variance = means.reduce((sum, v) => sum + (v - importance) * (v - importance), 0) / (folds - 1)
      return around(importance, t * Math.sqrt(inflation * variance))
    },
  }
}

/** Mean over rows, standard error √(U / (U − 1) Σ_u (D_u − n_u mean)²) / n for the sums D_u and sizes n_u of U units. */
function overUnits(tests: readonly HeldOut[], level: number): ImportanceInterval {
  const grouped = tests.every(({ groups }) => groups)
  const unitOf = tests.map(({ groups, rows }) => (grouped ? groups! : rows))
  const sizes = new Map<number, number>()
  for (const units of unitOf) for (const unit of units) sizes.set(unit, (sizes.get(unit) ?? 0) + 1)
  const units = sizes.size
  if (units < 2) {
    throw new LearnError(
      'too_few_rows',
      `An interval needs at least 2 held-out ${grouped ? 'groups' : 'rows'}, got ${units}. Hold out more.`,
    )
  }
  const n = unitOf.reduce((sum, { length }) => sum + length, 0)
  const t = studentTQuantile((1 + level) / 2, units - 1)
  return {
    estimand: `mean increase in row loss on the rows held out; t over ${grouped ? 'groups' : 'rows'}, without training variation`,
    of(increases) {
      const sums = new Map<number, number>()
      increases.forEach((increase, p) => {
        increase.forEach((v, i) => {
          sums.set(unitOf[p][i], (sums.get(unitOf[p][i]) ?? 0) + v)
        })
      })
      const importance = [...sums.values()].reduce((sum, v) => sum + v, 0) / n
      let squares = 0
      for (const [unit, sum] of sums) squares += (sum - sizes.get(unit)! * importance) * (sum - sizes.get(unit)! * importance)
      return around(importance, (t * Math.sqrt((units / (units - 1)) * squares)) / n)
    },
  }
}

function around(importance: number, halfWidth: number): { importance: number; low: number; high: number } {
  return { importance, low: importance - halfWidth, high: importance + halfWidth }
}
