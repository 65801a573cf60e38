import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LearnError } from '../errors.ts'
import { matrix } from '../matrix.ts'
import type { Task } from '../task.ts'
import { averageClassScore } from './average-class-score.ts'
import { classScores } from './class-scores.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { metrics } from './index.ts'
import { logLoss } from './log-loss.ts'
import { mostLikely } from './most-likely.ts'
import { rocAucOneVsRest } from './roc-auc-multiclass.ts'

/** Made by golden/make-metrics.py with scikit-learn 1.2.1. null: undefined. */
interface GoldenCase {
  readonly task: Task
  readonly y: number[]
  readonly forecast: number[][]
  readonly counts: number[]
  readonly expected: Record<string, number | null>
  readonly repeated: Record<string, number | null> // of the rows repeated counts[i] times
  readonly raw?: {
    readonly confusion: number[]
    readonly precision: number[]
    readonly recall: number[]
    readonly f1: number[]
    readonly support: number[]
    readonly logLossEps: number
    readonly rocAucOvrWeighted: number | null
  }
}

const folder = new URL('../../golden/metrics/cases/', import.meta.url)

describe.each(readdirSync(folder))('golden %s', file => {
  const { task, y, forecast, counts, expected, repeated, raw }: GoldenCase = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  const given = matrix(y.length, forecast[0].length, forecast.flat())

  it('judges every metric of its task', () => {
    const ids = Object.values(metrics).filter(({ tasks }) => tasks.includes(task.kind))
    expect(Object.keys(expected).sort()).toEqual(ids.map(({ id }) => id).sort())
  })

  it.each(Object.keys(expected))('%s', id => {
    agrees(() => metrics[id].compute(y, given, task), expected[id])
    agrees(() => metrics[id].weighted(y, given, task)(Float64Array.from(counts)), repeated[id])
  })

  if (!raw) return

  it('scores of each class, other averages, other floors', () => {
    const confusion = confusionMatrix(y, mostLikely(given), given.cols)
    const scores = classScores(confusion)
    expect([...confusion.data]).toEqual(raw.confusion)
    for (const part of ['precision', 'recall', 'f1', 'support'] as const)
      scores.forEach((score, c) => {
        expect(score[part]).toBeCloseTo(raw[part][c], 12)
      })
    expect(logLoss(y, given, 2.220446049250313e-16)).toBeCloseTo(raw.logLossEps, 10)
    if (raw.rocAucOvrWeighted !== null) expect(rocAucOneVsRest(y, given, 'weighted')).toBeCloseTo(raw.rocAucOvrWeighted, 12)
  })
})

it('averages of no rows are undefined', () => {
  expect(() => averageClassScore(matrix(2, 2), 'f1', 'macro')).toThrow(expect.objectContaining({ code: 'metric_undefined' }))
})

function agrees(compute: () => number, expected: number | null): void {
  if (expected === null) {
    expect(compute).toThrow(LearnError)
    expect(compute).toThrow(expect.objectContaining({ code: 'metric_undefined' }))
    return
  }
  expect(compute()).toBeCloseTo(expected, 11)
}
