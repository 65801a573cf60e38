import { describe, expect, it } from 'vitest'
import { objectives } from '../learners/boosting/objectives/index.ts'
import type { Objective } from '../learners/boosting/objectives/objective.ts'
import { createRandom } from '../random.ts'
import { bytesFor, openWorkspace, type Workspace } from './workspace.ts'

interface Case {
  readonly y: Float64Array
  readonly weights: Float64Array
  readonly scores: Float64Array // [outputs, n]
}

const ROOM = 64 * bytesFor(1000, 8)
const sizes = [1, 2, 3, 10, 333]

/** Scores of every size: the kernel goes another way beyond ±700. */
function drawCase(n: number, outputs: number, drawTarget: (unit: number) => number): Case {
  const random = createRandom(n + 1000 * outputs)
  const draw = (length: number, one: () => number) => Float64Array.from({ length }, one)
  return {
    y: draw(n, () => drawTarget(random.next())),
    weights: draw(n, () => (random.next() < 0.3 ? 1 : random.next() * 3)),
    scores: draw(outputs * n, () => (random.next() - 0.5) * [1, 10, 100, 3000][Math.floor(random.next() * 4)]),
  }
}

/** Pairs that differ by a bit between the objective and what the kernel's call writes. */
function differences(
  { y, weights, scores }: Case,
  objective: Objective,
  call: (workspace: Workspace, at: { scores: number; y: number; weights: number; gh: number }) => void,
): number[] {
  const expected = new Float64Array(2 * scores.length)
  objective.gradients(scores, expected)
  const workspace = openWorkspace(ROOM)
  const place = (values: Float64Array) => {
    const into = workspace.f64(values.length)
    into.set(values)
    return into.byteOffset
  }
  const gh = workspace.f64(2 * scores.length)
  call(workspace, { scores: place(scores), y: place(y), weights: place(weights), gh: gh.byteOffset })
  const found = [...gh.keys()].filter(i => !Object.is(gh[i], expected[i]))
  workspace.close()
  return found
}

describe('the kernel’s gradients are bit for bit those of', () => {
  it.each(sizes)('binary, %i rows', n => {
    const rows = drawCase(n, 1, unit => (unit < 0.4 ? 1 : 0))
    const objective = objectives.binary.start({ ...rows, k: 2 })
    const found = differences(rows, objective, ({ calls }, at) => calls!.binaryGradients(at.scores, at.y, at.weights, at.gh, n))
    expect(found).toEqual([])
  })

  it.each(sizes)('squared, %i rows', n => {
    const rows = drawCase(n, 1, unit => 10 * unit)
    const objective = objectives.regression.start({ ...rows, k: 1 })
    const found = differences(rows, objective, ({ calls }, at) => calls!.squaredGradients(at.scores, at.y, at.weights, at.gh, n))
    expect(found).toEqual([])
  })

  it.each(sizes)('multiclass with an absent class, %i rows', n => {
    const k = 4
    const rows = drawCase(n, k, unit => [0, 1, 3][Math.floor(3 * unit)])
    const objective = objectives.multiclass.start({ ...rows, k })
    const found = differences(rows, objective, ({ calls, f64 }, at) => {
      const present = f64(k)
      for (const c of rows.y) present[c] = 1
      calls!.multiclassGradients(at.scores, at.y, at.weights, at.gh, n, present.byteOffset, k, f64(2 * k).byteOffset, n)
    })
    expect(found).toEqual([])
  })

  it.each(sizes)('ordinal, %i rows', n => {
    const k = 4
    const rows = drawCase(n, 1, unit => Math.floor(k * unit))
    const objective = objectives.ordinal.start({ ...rows, k })
    const found = differences(rows, objective, ({ calls, f64 }, at) => {
      const thresholds = f64(k - 1)
      thresholds.set(objective.thresholds!)
      calls!.ordinalGradients(at.scores, at.y, at.weights, at.gh, n, thresholds.byteOffset, k)
    })
    expect(found).toEqual([])
  })
})
