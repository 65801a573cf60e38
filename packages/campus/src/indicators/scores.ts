import type { Known } from '../moment/known.ts'
import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'

const percent = {
  unit: 'of 100',
  minimum: 0,
  maximum: 100,
  nullWhen: 'no score is known yet',
  needs: 'assessments',
  actionable: true,
} as const
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** What the known scores of this term say. Work carried over is not in them. */
export const scores: readonly Indicator[] = [
  {
    name: 'scores_known',
    byDesign: true,
    title: 'Scores known',
    meaning: 'Pieces of this term with a score that is known at the moment.',
    unit: 'pieces of work',
    minimum: 0,
    integer: true,
    nullWhen: '',
    needs: 'assessments',
    actionable: false,
    words: { high: 'has {value} marked', low: 'has only {value} marked' },
    compute: rowwise((known, r) => knownScores(known, r).length),
  },
  {
    ...percent,
    name: 'score_mean',
    byDesign: true,
    title: 'Mean score so far',
    meaning: 'Mean of the scores that are known at the moment.',
    words: { high: 'has scored {value} on average', low: 'has scored only {value} on average' },
    rule: 'mean score so far',
    compute: rowwise((known, r) => mean(knownScores(known, r).map(s => s.score))),
  },
  {
    ...percent,
    name: 'score_lowest',
    byDesign: true,
    title: 'Lowest score so far',
    meaning: 'Lowest of the scores that are known at the moment.',
    words: { high: 'never scored below {value}', low: 'scored as low as {value}' },
    compute: rowwise((known, r) => extreme(Math.min, knownScores(known, r))),
  },
  {
    ...percent,
    name: 'score_highest',
    byDesign: true,
    title: 'Highest score so far',
    meaning: 'Highest of the scores that are known at the moment.',
    words: { high: 'scored as high as {value}', low: 'never scored above {value}' },
    compute: rowwise((known, r) => extreme(Math.max, knownScores(known, r))),
  },
  {
    ...percent,
    name: 'score_first',
    byDesign: true,
    title: 'First score',
    meaning: 'Score of the first piece of work handed in whose score is known at the moment.',
    words: { high: 'scored {value} on the first work', low: 'scored only {value} on the first work' },
    actionable: false,
    compute: rowwise((known, r) => knownScores(known, r)[0]?.score ?? NaN),
  },
  {
    ...percent,
    name: 'score_last',
    byDesign: true,
    title: 'Last score',
    meaning: 'Score of the last piece of work handed in whose score is known at the moment.',
    words: { high: 'scored {value} on the last work', low: 'scored only {value} on the last work' },
    compute: rowwise((known, r) => knownScores(known, r).at(-1)?.score ?? NaN),
  },
  {
    name: 'score_trend',
    title: 'Change of score',
    meaning: 'Last known score minus the mean of the earlier ones.',
    unit: 'points',
    minimum: -100,
    maximum: 100,
    nullWhen: 'fewer than two scores are known',
    needs: 'assessments',
    actionable: true,
    words: { high: 'the last score was better than those before', low: 'the last score was worse than those before' },
    compute: rowwise((known, r) => {
      const own = knownScores(known, r).map(s => s.score)
      return own.length < 2 ? NaN : own.at(-1)! - mean(own.slice(0, -1))
    }),
  },
  {
    name: 'score_against_section',
    title: "Score against the section's",
    meaning: "Mean over the student's known scores of the score minus the section's mean for the same work, as known at the moment.",
    unit: 'points',
    minimum: -100,
    maximum: 100,
    nullWhen: 'no score is known yet',
    needs: 'assessments',
    actionable: true,
    words: { high: 'scores {value} above the section', low: 'scores below the section' },
    compute: known => againstSection(known),
  },
  {
    name: 'points_so_far',
    byDesign: true,
    title: 'Marks earned of those decided',
    meaning:
      'Of the marks that are decided at the moment (work marked, and work due that is not in and so earns nothing), the share the student earned.',
    unit: '',
    minimum: 0,
    maximum: 1,
    nullWhen: 'no work that carries marks is decided yet',
    needs: 'assessments',
    actionable: true,
    words: { high: 'earned {value} of the marks so far', low: 'earned only {value} of the marks so far' },
    rule: 'marks earned so far',
    compute: rowwise((known, r) => earnedShare(known, r)),
  },
]

interface Scored {
  readonly assessment: number
  readonly score: number
  readonly weight: number
}

/** Scores of this term's own work that are known, in order of handing in. */
function knownScores({ submissions }: Known, row: number): Scored[] {
  const found: Scored[] = []
  for (let s = submissions.starts[row]!; s < submissions.starts[row + 1]!; s++) {
    if (submissions.banked[s] === 1 || Number.isNaN(submissions.score[s]!)) continue
    found.push({ assessment: submissions.assessment[s]!, score: submissions.score[s]!, weight: submissions.weight[s]! })
  }
  return found
}

function extreme(of: (...values: number[]) => number, known: readonly Scored[]): number {
  return known.length === 0 ? NaN : of(...known.map(s => s.score))
}

function againstSection(known: Known): Float64Array {
  const sums = new Map<number, { sum: number; n: number }>()
  const own = Array.from({ length: known.rows }, (_, r) => knownScores(known, r))
  for (const { assessment, score } of own.flat()) {
    const so = sums.get(assessment) ?? { sum: 0, n: 0 }
    sums.set(assessment, { sum: so.sum + score, n: so.n + 1 })
  }
  return Float64Array.from(own, list =>
    mean(list.map(({ assessment, score }) => score - sums.get(assessment)!.sum / sums.get(assessment)!.n)),
  )
}

function earnedShare(known: Known, row: number): number {
  const { schedule, submissions, section, day } = known
  const handedIn = new Set(submissions.assessment.subarray(submissions.starts[row]!, submissions.starts[row + 1]!))
  let decided = 0
  let earned = 0
  for (const { score, weight } of knownScores(known, row)) {
    if (!(weight > 0)) continue
    decided += weight
    earned += weight * score // exact, so that equal students tie whatever the order of their work
  }
  for (let a = schedule.starts[section[row]!]!; a < schedule.starts[section[row]! + 1]!; a++) {
    if (schedule.due[a]! <= day[row]! && schedule.weight[a]! > 0 && !handedIn.has(schedule.assessment[a]!)) decided += schedule.weight[a]!
  }
  return earned / 100 / decided
}
