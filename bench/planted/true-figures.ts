/** What is true of the groups of a population, beyond a cut: counted here, apart from the audit's own code. */
export interface TrueFigures {
  readonly of: readonly {
    readonly missRate: number
    readonly wronglyListed: number
    readonly passedAnyway: number
    readonly calibration: number
  }[] // by group
}

/** The lowest forecast on a list of that length. */
export function cutOf(p: ArrayLike<number>, length: number): number {
  return Float64Array.from(p).sort()[p.length - length]!
}

/** Listed is every row with a forecast at or above the cut. */
export function figuresBeyond(
  { y, group }: { readonly y: ArrayLike<number>; readonly group: ArrayLike<number> },
  p: ArrayLike<number>,
  cut: number,
): TrueFigures {
  const counts = [0, 1].map(() => ({ events: 0, others: 0, missed: 0, wrong: 0, gap: 0 }))
  for (let i = 0; i < p.length; i++) {
    const of = counts[group[i]!]!
    const listed = p[i]! >= cut
    of.gap += y[i]! - p[i]!
    if (y[i]) {
      of.events++
      if (!listed) of.missed++
    } else {
      of.others++
      if (listed) of.wrong++
    }
  }
  return {
    of: counts.map(({ events, others, missed, wrong, gap }) => ({
      missRate: missed / events,
      wronglyListed: wrong / others,
      passedAnyway: wrong / (wrong + events - missed),
      calibration: gap / (events + others),
    })),
  }
}
