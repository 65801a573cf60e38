import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrix } from '../matrix.ts'
import { accuracy } from './accuracy.ts'
import { balancedAccuracy } from './balanced-accuracy.ts'
import { brier } from './brier.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { expectedCalibrationError } from './expected-calibration-error.ts'
import { meanAbsoluteError } from './mean-absolute-error.ts'
import { quadraticWeightedKappa } from './quadratic-weighted-kappa.ts'
import { r2 } from './r2.ts'
import { rankedProbabilityScore } from './ranked-probability-score.ts'
import { rmse } from './rmse.ts'
import { rocAuc } from './roc-auc.ts'
import { rocAucOneVsOne, rocAucOneVsRest } from './roc-auc-multiclass.ts'

const K = 4
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Rows of class, forecast class and four probabilities in quarters; every class occurs. */
const rows = fc
  .array(fc.tuple(fc.nat({ max: K - 1 }), fc.nat({ max: K - 1 }), fc.array(fc.nat({ max: 3 }), { minLength: K, maxLength: K })), {
    maxLength: 25,
  })
  .map(drawn => [...Array.from({ length: K }, (_, c) => [c, (c + 1) % K, [c, 1, 2, 1]] as [number, number, number[]]), ...drawn])
  .map(drawn => ({
    y: drawn.map(row => row[0]),
    predicted: drawn.map(row => row[1]),
    p: drawn.map(([, , parts]) => parts.map(part => (part + 1) / parts.reduce((a, b) => a + b + 1, 0))),
  }))

const always = (check: (drawn: { y: number[]; predicted: number[]; p: number[][] }) => void) =>
  fc.assert(fc.property(rows, check), { seed: 1 })

describe('by the plain definition', () => {
  it('accuracy, balanced accuracy and mean absolute error count rows', () =>
    always(({ y, predicted }) => {
      const confusion = confusionMatrix(y, predicted, K)
      expect(accuracy(confusion)).toBeCloseTo(mean(y.map((c, i) => Number(c === predicted[i]))), 12)
      expect(meanAbsoluteError(confusion)).toBeCloseTo(mean(y.map((c, i) => Math.abs(c - predicted[i]))), 12)
      const recalls = [...new Set(y)].map(c => mean(predicted.filter((_, i) => y[i] === c).map(p => Number(p === c))))
      expect(balancedAccuracy(confusion)).toBeCloseTo(mean(recalls), 12)
    }))

  it('quadratic weighted kappa compares with every pairing of a true and a forecast class', () =>
    always(({ y, predicted }) => {
      const observed = mean(y.map((c, i) => (c - predicted[i]) ** 2))
      const expected = mean(y.flatMap(c => predicted.map(p => (c - p) ** 2)))
      expect(quadraticWeightedKappa(confusionMatrix(y, predicted, K))).toBeCloseTo(1 - observed / expected, 12)
    }))

  it('the ranked probability score is the mean Brier score of the questions “at most class c?”', () =>
    always(({ y, p }) => {
      const questions = Array.from({ length: K - 1 }, (_, c) => {
        const atMost = p.map(row => row.slice(0, c + 1).reduce((a, b) => a + b, 0))
        const answers = y.map(value => Number(value <= c))
        return mean(atMost.map((q, i) => (q - answers[i]) ** 2))
      })
      expect(rankedProbabilityScore(y, matrix(y.length, K, p.flat()))).toBeCloseTo(mean(questions), 12)
    }))

  it('of two classes, the ranked probability score is the Brier score', () =>
    always(({ y, p }) => {
      const two = matrix(
        y.length,
        2,
        p.flatMap(row => [row[0], 1 - row[0]]),
      )
      const event = y.map(c => Number(c > 1))
      expect(rankedProbabilityScore(event, two)).toBeCloseTo(brier(event, two), 12)
    }))

  it('one against rest and one against one are means of binary AUCs', () =>
    always(({ y, p }) => {
      const forecast = matrix(y.length, K, p.flat())
      const classes = Array.from({ length: K }, (_, c) => c)
      const ofClass = (c: number, among: readonly number[]) =>
        rocAuc(
          among.map(i => Number(y[i] === c)),
          among.map(i => p[i][c]),
        )
      const all = y.map((_, i) => i)
      expect(rocAucOneVsRest(y, forecast, 'macro')).toBeCloseTo(mean(classes.map(c => ofClass(c, all))), 12)
      expect(rocAucOneVsRest(y, forecast, 'weighted')).toBeCloseTo(mean(y.map(c => ofClass(c, all))), 12)
      const pairs = classes.flatMap(a => classes.filter(b => b > a).map(b => [a, b]))
      const among = (a: number, b: number) => all.filter(i => y[i] === a || y[i] === b)
      const perPair = pairs.map(([a, b]) => (ofClass(a, among(a, b)) + ofClass(b, among(a, b))) / 2)
      expect(rocAucOneVsOne(y, forecast)).toBeCloseTo(mean(perPair), 12)
    }))

  it('the calibration error of two classes is the mean gap of its bins', () =>
    always(({ y, p }) => {
      const event = y.map(c => Number(c > 1))
      const said = p.map(row => row[0])
      const bins = Array.from({ length: 10 }, (_, b) => y.map((_, i) => i).filter(i => Math.min(9, Math.floor(said[i] * 10)) === b))
      const gaps = bins.map(bin => Math.abs(bin.reduce((sum, i) => sum + event[i] - said[i], 0)) / y.length)
      const forecast = matrix(
        y.length,
        2,
        said.flatMap(q => [1 - q, q]),
      )
      expect(expectedCalibrationError(event, forecast)).toBeCloseTo(
        gaps.reduce((a, b) => a + b, 0),
        12,
      )
    }))

  it('R² compares with the mean of the rows', () =>
    always(({ y, predicted }) => {
      const meanOnly = y.map(() => mean(y))
      expect(r2(y, predicted)).toBeCloseTo(1 - rmse(y, predicted) ** 2 / rmse(y, meanOnly) ** 2, 10)
      expect(r2(y, meanOnly)).toBeCloseTo(0, 12)
    }))
})
