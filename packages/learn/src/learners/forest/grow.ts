import { createRandom, type Random } from '../../random.ts'
import { addNode, DEEPEST_TREE, emptyTree, type Tree } from '../../trees/tree.ts'
import { bestCut } from './best-cut.ts'
import { bestSet } from './best-set.ts'
import { divideRows } from './divide-rows.ts'
import { gatherRows } from './gather-rows.ts'
import { openGrowingMemory } from './growing-memory.ts'
import type { ForestParams } from './params.ts'
import { randomCut } from './random-cut.ts'
import { randomSet } from './random-set.ts'
import { type ForestData, noSplit, type Search, type Split } from './search.ts'
import { cumulate, ROWS, TARGETS, WEIGHT } from './sums.ts'

/** A node that will be split. Its rows are those of the memory from begin to end. */
interface Open {
  readonly node: number
  readonly begin: number
  readonly end: number
  readonly depth: number
  readonly forecast: Float64Array // [outputs]
  readonly split: Split
}

/** Grows one tree after another in the same memory. */
export interface ForestGrower {
  grow(rows: Int32Array, weights: Float64Array, seed: number): Tree
  close(): void
}

/**
 * Splits every node that can be split, or (maxLeaves) the most gaining first. At a node columns are drawn without replacement
 * until `tried` were looked at and one of them can split it; the best of their splits is made. A node forecasts
 *
 *   forecast = (Σ weight · target + smoothing · parent's forecast) / (Σ weight + smoothing)
 *
 * where the root's parent says the same of every class, so that no class gets a probability of 0, or the mean of all rows in a
 * regression.
 *
 * Source of the smoothing: Ferri, Flach & Hernández-Orallo (2003), ECML, 121–132 (m-branch).
 *
 * @param tried columns looked at in a node; all of them: in order of name, and only random cuts draw anything
 */
export function openForestGrower(data: ForestData, params: ForestParams, tried: number): ForestGrower {
  const { isSet, target, byName } = data
  const { outputs, centre, prior } = target
  const { minRows, maxLeaves, smoothing } = params
  const maxDepth = Math.min(params.maxDepth || DEEPEST_TREE, DEEPEST_TREE)
  const [proposeCut, proposeSet] = params.splits === 'best' ? [bestCut, bestSet] : [randomCut, randomSet]
  const d = byName.length
  const memory = openGrowingMemory(data, params)
  const { node } = memory.search

  return { grow, close: memory.close }

  function grow(rows: Int32Array, weights: Float64Array, seed: number): Tree {
    const tree = emptyTree()
    const random = createRandom(seed)
    const here: Search = { ...memory.search, random }
    memory.rows.set(rows)
    memory.rowWeights.set(weights)
    const order = byName.slice()
    const open: Open[] = []
    let leaves = 1
    visit(0, rows.length, 0, new Float64Array(outputs).fill(prior))
    while (open.length > 0 && leaves !== maxLeaves) {
      divide(maxLeaves > 0 ? takeMostGaining(open) : open.pop()!)
      leaves++
    }
    for (const { node, forecast } of open) writeLeaf(node, forecast)
    return tree

    /** Adds a node: one to be split later, or a leaf. */
    function visit(begin: number, end: number, depth: number, parent: Float64Array): number {
      const mixed = gatherRows(here, begin, end, memory)
      const added = addNode(tree, node[WEIGHT], outputs)
      const forecast = parent.map((says, o) => (node[TARGETS + o] + smoothing * says) / (node[WEIGHT] + smoothing))
      const splittable = mixed && node[ROWS] >= 2 * minRows && depth < maxDepth
      const split = splittable ? search() : noSplit()
      if (split.column >= 0) open.push({ node: added, begin, end, depth, forecast, split })
      else writeLeaf(added, forecast)
      return added
    }

    function search(): Split {
      const best = noSplit()
      cumulate(node, 0, target)
      for (let t = 0; t < d && (t < tried || best.column < 0); t++) {
        if (tried < d) drawInto(order, t, random)
        const propose = isSet[order[t]] ? proposeSet : proposeCut
        propose(best, here, order[t])
      }
      return best
    }

    function divide({ node, begin, end, depth, forecast, split }: Open): void {
      tree.column[node] = split.column
      if (isSet[split.column]) tree.cut[node] = tree.sets.push(split.set.toSorted((a, b) => a - b)) - 1
      else {
        tree.cut[node] = split.cut
        tree.missingLeft[node] = split.missingLeft ? 1 : 0
      }
      const middle = divideRows(here, begin, end, split, memory)
      tree.left[node] = visit(begin, middle, depth + 1, forecast)
      tree.right[node] = visit(middle, end, depth + 1, forecast)
    }

    function writeLeaf(node: number, forecast: Float64Array): void {
      for (let o = 0; o < outputs; o++) tree.value[node * outputs + o] = centre + forecast[o]
    }
  }
}

function takeMostGaining(open: Open[]): Open {
  let at = 0
  for (let i = 1; i < open.length; i++) if (open[i].split.gain > open[at].split.gain) at = i
  return open.splice(at, 1)[0]
}

/** One more step of Fisher and Yates: order[at] becomes one of those from `at` on. */
function drawInto(order: Int32Array, at: number, random: Random): void {
  const from = at + random.int(order.length - at)
  const held = order[at]
  order[at] = order[from]
  order[from] = held
}
