import {
  measuredCoverage,
  type OutOfFold,
  outOfFoldRegions,
  splitIntervals,
  splitSets,
  takeForecasts,
  testedForecasts,
  unseenOutOfFold,
} from '@headway/learn'
import { termRows, termsName } from './between-terms.ts'

/** How often sets of outcomes (ranges of a value) held what happened: foretold by terms left out, then in the test term. */
export interface IntakeCoverage {
  readonly level: number // 0.8: what is aimed at
  /** Each training term, by scores of the others. */
  readonly foretold: readonly TermCoverage[]
  readonly tested: TermCoverage
  /** Whether the test term lies between the lowest and the highest share foretold. */
  readonly asForetold: boolean
}

export interface TermCoverage {
  readonly term: string
  readonly n: number
  readonly share: number // of rows whose outcome lay inside
  readonly low: number // 95 % Wilson interval over students
  readonly high: number
  readonly meanSize: number | null // classes in a set, or the width of a range; null where one has no bound
  readonly undecided?: number // share of rows whose set is not one class alone
}

export interface IntakeForecasts {
  /** Of the rows trained on: each term by a model of the others (`Tuned.leftOut`). */
  readonly leftOut: OutOfFold
  /** The term of a row of `leftOut`. */
  readonly termOf: (row: number) => string
  /** Of the test term. */
  readonly tested: OutOfFold
  readonly testTerm: string
}

/**
 * Conformal scores come from forecasts of the training terms alone, each left out when it was forecast; the test term gives none. Terms
 * are not exchangeable, so no coverage is guaranteed: what the left-out terms had is what to expect of the next.
 *
 * @throws LearnError as `outOfFoldRegions`
 */
export function intakeCoverage({ leftOut, termOf, tested, testTerm }: IntakeForecasts, level: number): IntakeCoverage {
  const alpha = 1 - level
  const { regions } = outOfFoldRegions(leftOut, { alpha })
  const foretold = termRows(leftOut).map(rows =>
    coverageOf(
      termsName(rows, termOf),
      takeForecasts(leftOut, rows),
      rows.map(i => regions[i]!),
    ),
  )
  const own = testedForecasts(tested)
  const { forecast } = own.repeats[0]!
  const scores = unseenOutOfFold(leftOut)
  const found =
    own.task.kind === 'regression'
      ? splitIntervals.apply(splitIntervals.fit(scores, { alpha }), forecast)
      : splitSets.apply(splitSets.fit(scores, { alpha }), forecast)
  const measured = coverageOf(testTerm, own, found)
  const shares = foretold.map(f => f.share)
  return {
    level,
    foretold,
    tested: measured,
    asForetold: Math.min(...shares) <= measured.share && measured.share <= Math.max(...shares),
  }
}

function coverageOf(term: string, { y, groups }: OutOfFold, regions: Parameters<typeof measuredCoverage>[1]): TermCoverage {
  const { n, share, low, high, meanSize } = measuredCoverage(y, regions, { aim: 0, guaranteed: 0, finiteSample: 0 }, groups && { groups })
  const sets = regions.filter(r => 'length' in r)
  return {
    term,
    n,
    share,
    low,
    high,
    meanSize,
    ...(sets.length > 0 && { undecided: sets.filter(set => set.length !== 1).length / n }),
  }
}
