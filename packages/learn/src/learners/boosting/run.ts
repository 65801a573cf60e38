import { createRandom, deriveSeed, permutation } from '../../random.ts'
import type { Tree } from '../../trees/tree.ts'
import { addToOthers } from './add-to-others.ts'
import { createGrower, type Grown } from './grow.ts'
import { gradientsIn } from './objectives/in-kernel.ts'
import type { ObjectiveKind } from './objectives/objective.ts'
import type { BoostingParams } from './params.ts'
import type { ReadyRows, RunMemory } from './ready-rows.ts'
import { renewLeaves } from './renew-leaves.ts'

/** One model in the making: it goes on round by round. */
export interface Run {
  readonly base: Float64Array // [outputs]
  readonly scores: Float64Array // [outputs, n] of the training rows, as training summed them
  readonly thresholds: Float64Array // ordinal: ascending, [k − 1]; else none
  /** Grows one tree for each output and adds their leaf values to the scores. */
  round(): readonly Tree[]
}

/**
 * Newton boosting: each round takes the loss's first and second derivatives at the current scores and grows one tree for each
 * output on them. All trees of a round see the same scores. Columns are drawn, and ties broken, in the order of their names.
 *
 * @param check called before each tree and each split; it throws when the work was stopped
 */
export function startRun(ready: ReadyRows, kind: ObjectiveKind, params: BoostingParams, seed: number, check: () => void): Run {
  const { byName, binned, labels, constraints, memory } = ready
  const { workspace, scores, gh } = memory
  const n = labels.y.length
  const objective = kind.start(labels)
  const { outputs, base } = objective
  const gradients = gradientsIn(workspace, memory.trees.queue, kind, labels, objective)
  const grow = createGrower(memory.trees, binned, params, constraints, check)
  base.forEach((start, o) => {
    scores.fill(start, o * n, (o + 1) * n)
  })
  const everyRow: Drawn = [upTo(n), new Int32Array(0)]
  let round = 0

  function drawColumns(seed: number): Int32Array {
    return draw(byName.length, params.columnShare, seed)[0].map(at => byName[at])
  }

  return {
    base,
    scores,
    thresholds: objective.thresholds ?? new Float64Array(0),

    round() {
      gradients(scores, gh)
      const [drawnRows, others] = params.rowShare === 1 ? everyRow : draw(n, params.rowShare, deriveSeed(seed, 'rows', round))
      const rows = memory.rows.subarray(0, drawnRows.length)
      const trees = Array.from({ length: outputs }, (_, o) => {
        check()
        const own = scores.subarray(o * n, (o + 1) * n)
        const columns = params.columnShare === 1 ? byName : drawColumns(deriveSeed(seed, 'columns', round, o))
        rows.set(drawnRows)
        const grown = grow(gh.subarray(2 * o * n, 2 * (o + 1) * n), rows, columns)
        if (objective.leafValue) {
          const best = (of: Int32Array) => objective.leafValue!(own, of)
          renewLeaves(grown, rows, best, params.learningRate, constraints.signs)
        }
        addLeafValues(memory, own, grown, rows)
        addToOthers(own, others, grown.tree, binned)
        return grown.tree
      })
      objective.moveThresholds?.(scores)
      round++
      return trees
    },
  }
}

function addLeafValues({ trees, leafValues }: RunMemory, scores: Float64Array, { tree, leaves }: Grown, rows: Int32Array): void {
  const { queue } = trees
  leaves.forEach(({ node, begin, end }, l) => {
    leafValues[l] = tree.value[node]
    if (queue) queue.add('add', scores.byteOffset, rows.byteOffset + 4 * begin, end - begin, leafValues.byteOffset + 8 * l)
    else for (let i = begin; i < end; i++) scores[rows[i]] += tree.value[node]
  })
  queue?.finish()
}

/** Some of 0 … n − 1 and the others, each ascending. */
type Drawn = readonly [Int32Array, Int32Array]

/** A share, at least one if there is one. */
function draw(n: number, share: number, seed: number): Drawn {
  const taken = Math.min(n, Math.max(1, Math.round(share * n)))
  const isTaken = new Uint8Array(n)
  for (const i of permutation(n, createRandom(seed)).subarray(0, taken)) isTaken[i] = 1
  const drawn = new Int32Array(taken)
  const others = new Int32Array(n - taken)
  for (let i = 0, d = 0; i < n; i++) {
    if (isTaken[i]) drawn[d++] = i
    else others[i - d] = i
  }
  return [drawn, others]
}

function upTo(n: number): Int32Array {
  const numbers = new Int32Array(n)
  for (let i = 0; i < n; i++) numbers[i] = i
  return numbers
}
