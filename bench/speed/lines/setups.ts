import { join } from 'node:path'
import type { Generator } from '../made-rows.ts'
import { madeFile, type RowsFile } from '../rows-file.ts'

export const HELD_OUT_ROWS = 20_000

/** Three turns of two generators. */
export const PAIRS = 6
/** Of work that takes a minute. */
export const FEWER_PAIRS = 5

export const generators: readonly Generator[] = ['smooth', 'steps']

export interface Rows {
  readonly train: RowsFile
  readonly test: RowsFile
}

/** Pair after pair: the generators in turn, and a new seed for each turn. */
export async function rowsOfPair(
  raw: string,
  pair: number,
  { rows, columns, classes = 2, of = generators }: { rows: number; columns: number; classes?: number; of?: readonly Generator[] },
): Promise<Rows> {
  const generator = of[pair % of.length]!
  const seed = 1 + Math.floor(pair / of.length)
  const folder = join(raw, 'rows')
  return {
    train: await madeFile(folder, { generator, rows, columns, classes, seed }),
    test: await madeFile(folder, { generator, rows: HELD_OUT_ROWS, columns, classes, seed: seed + 1000 }),
  }
}

/** The same trees, as well as the parameters allow: level by level, at most 64 leaves, at least curvature 1 in a leaf. */
export function boosters(rounds: number, depth: number) {
  const leaves = 2 ** depth
  return {
    ours: {
      rounds,
      learningRate: 0.1,
      growth: 'depth',
      maxLeaves: leaves,
      maxDepth: depth,
      minRows: 1,
      minHessian: 1,
      l2: 1,
      maxBins: 255,
    },
    xgboost: { rounds, eta: 0.1, max_depth: depth, min_child_weight: 1, lambda: 1, max_bin: 256 },
    lightgbm: {
      rounds,
      learning_rate: 0.1,
      num_leaves: leaves,
      max_depth: depth,
      min_data_in_leaf: 1,
      min_sum_hessian_in_leaf: 1,
      lambda_l2: 1,
      max_bin: 255,
    },
    hgb: {
      max_iter: rounds,
      learning_rate: 0.1,
      max_leaf_nodes: leaves,
      max_depth: depth,
      min_samples_leaf: 1,
      l2_regularization: 1,
      max_bins: 255,
    },
  } as const
}
