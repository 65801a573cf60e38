import type { Matrix } from '../matrix.ts'

export interface ClassScore {
  readonly precision: number // of the rows forecast as this class, the share that is
  readonly recall: number // of the rows of this class, the share forecast as it
  readonly f1: number // harmonic mean of the two
  readonly support: number // rows of this class
  readonly predicted: number // rows forecast as this class
}

/**
 * Precision, recall and F1 of each class.
 *
 *   precision = hits / predicted,  recall = hits / support,  F1 = 2 hits / (predicted + support)
 *
 * Zero over zero is 0, as scikit-learn's default: a class that is never forecast has precision 0, one that never occurs recall 0.
 *
 * @param confusion [k, k] counts, rows true, columns forecast
 * @returns [k] scores in [0, 1], higher is better
 * @example classScores(confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1], 2))[0] // { precision: 1, recall: 0.5, f1: 0.6666666666666666, support: 2, predicted: 1 }
 */
export function classScores({ rows: k, data }: Matrix): ClassScore[] {
  return Array.from({ length: k }, (_, c) => {
    const hits = data[c * k + c]
    let support = 0
    let predicted = 0
    for (let j = 0; j < k; j++) {
      support += data[c * k + j]
      predicted += data[j * k + c]
    }
    return {
      precision: share(hits, predicted),
      recall: share(hits, support),
      f1: share(2 * hits, predicted + support),
      support,
      predicted,
    }
  })
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}
