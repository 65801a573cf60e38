/** Rows under one forecast and one list: what every figure of a group is counted from. */
export interface Listed {
  readonly happened: ArrayLike<number> // [n] 1 or 0
  readonly students?: ArrayLike<number> // [n] rows of one student share a number
  readonly probability: ArrayLike<number> // [n]
  readonly share: ArrayLike<number> // [n] how surely each row is on the list
}

/** The counts of some rows. `independent`: how many rows would say as much if no student had two (all rows of one taken as alike). */
export interface Tally {
  readonly n: number
  readonly students: { readonly all: number; readonly with: number; readonly without: number }
  readonly positives: number
  readonly negatives: number
  readonly listed: number
  readonly missed: number // the event happened, not listed
  readonly wrong: number // listed, the event did not happen
  readonly independent: { readonly positives: number; readonly negatives: number; readonly listed: number }
  readonly meanForecast: number
  /** Mean of outcome − forecast, its variance over students, and how many students. */
  readonly gap: { readonly mean: number; readonly variance: number; readonly students: number }
}

/**
 * Counts the rows. Of m_c rows by student c, (Σ m_c)² / Σ m_c² are taken as independent (Kish 1965, section 5.4, for rows wholly
 * alike within a student); the variance of the mean gap is C/(C − 1) Σ (D_c − m_c mean)² / n² with D_c the student's sum.
 */
export function tallyOf(rows: ArrayLike<number>, { happened, students, probability, share }: Listed): Tally {
  const people = new Map<number, { with: number; without: number; listed: number; gap: number }>()
  const sums = { with: 0, without: 0, listed: 0, missed: 0, forecast: 0, gap: 0 }
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!
    const y = happened[i]!
    const person = people.get(students ? students[i]! : i) ?? { with: 0, without: 0, listed: 0, gap: 0 }
    people.set(students ? students[i]! : i, person)
    for (const to of [person, sums]) {
      to.with += y
      to.without += 1 - y
      to.listed += share[i]!
      to.gap += y - probability[i]!
    }
    sums.missed += y * (1 - share[i]!)
    sums.forecast += probability[i]!
  }
  const n = rows.length
  const all = [...people.values()]
  const mean = sums.gap / n
  const spread = all.reduce((sum, p) => sum + square(p.gap - (p.with + p.without) * mean), 0)
  return {
    n,
    students: { all: all.length, with: all.filter(p => p.with > 0).length, without: all.filter(p => p.without > 0).length },
    positives: sums.with,
    negatives: sums.without,
    listed: sums.listed,
    missed: sums.missed,
    wrong: Math.max(0, sums.listed - (sums.with - sums.missed)),
    independent: {
      positives: effective(all.map(p => p.with)),
      negatives: effective(all.map(p => p.without)),
      listed: effective(all.map(p => p.listed)),
    },
    meanForecast: sums.forecast / n,
    gap: { mean, variance: ((all.length / (all.length - 1)) * spread) / (n * n), students: all.length },
  }
}

/** Rounded down to whole rows; never more than there are. */
function effective(sizes: readonly number[]): number {
  const sum = sizes.reduce((a, b) => a + b, 0)
  const squares = sizes.reduce((a, b) => a + b * b, 0)
  return squares === 0 ? 0 : Math.floor(Math.min(sum, (sum * sum) / squares) + 1e-9)
}

function square(x: number): number {
  return x * x
}
