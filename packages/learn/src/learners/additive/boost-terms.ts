import { LearnError } from '../../errors.ts'
import type { KernelCalls } from '../../kernel/calls.ts'
import { createPieceQueue } from '../../kernel/pieces.ts'
import { openWorkspace, type Workspace } from '../../kernel/workspace.ts'
import type { FitContext } from '../../learner.ts'
import type { Labels, Objective, ObjectiveKind } from '../boosting/objectives/objective.ts'
import { kernelLoops } from './kernel-loops.ts'
import type { ReadyTerm, TermLoops } from './loops.ts'
import { plainLoops } from './plain-loops.ts'
import { keep, mostCells, type Run, restore, runBytes, startRun } from './run.ts'

/** A function of one or two columns, built up cell by cell. */
export interface Term {
  readonly cells: number
  readonly cellOf: Uint8Array | Uint16Array // [n] over all training rows; the same kind in all terms
  readonly findStep: StepFinder
  readonly inKernel?: KernelStep | undefined
}

/**
 * The next step of a term, learning rate included, from [cells, 2] sums of gradient and hessian and [cells] rows.
 *
 * @returns by how much the loss would fall (twice, at full rate); 0: nothing is worth adding, and `into` [cells] means nothing
 */
export type StepFinder = (sums: Float64Array, rows: Float64Array, into: Float64Array) => number

/** The same in the kernel; `bytes` are taken from the workspace. */
export interface KernelStep {
  readonly bytes: number
  make(calls: KernelCalls, workspace: Workspace): StepFinder
}

/** Rows with their scores [outputs, m], which boosting moves. */
export interface ScoredPart {
  readonly rows: Int32Array // [m] of the training rows
  readonly labels: Labels
  readonly objective: Objective
  readonly scores: Float64Array
}

export interface Bag {
  readonly kind: ObjectiveKind
  readonly inside: ScoredPart
  readonly outside: ScoredPart
}

/**
 * Cyclic boosting of all bags side by side. A round takes the loss's derivatives at a bag's scores, then goes over the terms:
 * each adds one step to its curve, and the next sees gradients moved by g += h · step, the second-order model of the same loss.
 * A term whose gain is below `greed` times the largest gain of the round before waits, so that columns which matter are learned
 * before chance gets its turn (0: plain cyclic boosting).
 *
 * All bags stop at one round: where the loss summed over the left-out rows of every bag is least. A bag of a small part leaves
 * out too few rows to choose its own round by them. No gain in any round: all curves stay 0.
 *
 * @returns [bags][terms] curves [outputs, cells]; scores and thresholds of the bags are left as after the chosen round
 * @throws LearnError `aborted`, `out_of_memory`
 *
 * Source: Lou, Caruana & Gehrke (2012), KDD.
 */
export function boostTerms(
  bags: readonly Bag[],
  terms: readonly Term[],
  { rounds, patience, greed }: { rounds: number; patience: number; greed: number },
  { signal, progress }: FitContext,
  what: string,
): Float64Array[][] {
  if (terms.length === 0) return bags.map(() => [])
  const workspace = openWorkspace(runBytes(bags, terms))
  try {
    const ready = terms.map(term => readyTerm(term, workspace))
    const loops = workspace.calls ? kernelLoops(workspace.calls, workspace, terms.length) : plainLoops
    const sums = Array.from({ length: loops.atOnce }, () => workspace.f64(2 * mostCells(terms)))
    const queue = workspace.calls && createPieceQueue(workspace)
    const runs = bags.map(bag => startRun(bag, ready, workspace, queue))
    let least = lossOutside(runs)
    let best = 0
    for (let round = 1; round <= rounds && round - best <= patience; round++) {
      if (signal?.aborted) throw new LearnError('aborted', `${what} were stopped after ${round - 1} of ${rounds} rounds. Nothing was kept.`)
      for (const run of runs) addRound(run, ready, loops, sums, greed)
      const loss = lossOutside(runs)
      if (loss < least) {
        least = loss
        best = round
        for (const run of runs) keep(run)
      }
      progress?.({ what, done: round, total: rounds })
    }
    for (const run of runs) restore(run)
    return runs.map(run => run.curves)
  } finally {
    workspace.close()
  }
}

function readyTerm({ cells, cellOf, findStep, inKernel }: Term, workspace: Workspace): ReadyTerm {
  const { calls } = workspace
  const bytes = workspace.u8(cellOf.byteLength)
  const wide = cellOf.BYTES_PER_ELEMENT === 2
  const held = wide ? new Uint16Array(bytes.buffer, bytes.byteOffset, cellOf.length) : bytes
  held.set(cellOf)
  return { cells, cellOf: held, findStep: (calls && inKernel?.make(calls, workspace)) ?? findStep, step: workspace.f64(cells) }
}

function addRound(run: Run, terms: readonly ReadyTerm[], loops: TermLoops, sums: readonly Float64Array[], greed: number): void {
  run.takeGradients()
  let most = 0
  for (let o = 0; o < run.outputs.length; o++) most = Math.max(most, addOutput(run, o, terms, loops, sums, greed))
  run.bar = most
  run.moveThresholds()
}

/** One round of one output; its largest gain. */
function addOutput(
  run: Run,
  o: number,
  terms: readonly ReadyTerm[],
  loops: TermLoops,
  sums: readonly Float64Array[],
  greed: number,
): number {
  const { gh, inside, outside, hadStep } = run.outputs[o]
  const added: ReadyTerm[] = []
  let moved: ReadyTerm | undefined
  let most = 0
  for (let t = 0; t < terms.length; ) {
    // terms summed together see the same gradients, so the first of them that moves those makes the sums of the others void
    const end = endOfRun(hadStep, t, loops.atOnce)
    loops.sumCells(gh, run.rows, terms.slice(t, end), sums, moved)
    moved = undefined
    const first = t
    for (; t < end && !moved; t++) {
      const gain = terms[t].findStep(sums[t - first], run.counts[t], terms[t].step)
      most = Math.max(most, gain)
      hadStep[t] = gain > 0 && gain >= greed * run.bar ? 1 : 0
      if (hadStep[t]) moved = terms[t]
    }
    if (!moved) continue
    added.push(moved)
    addStep(run.curves[t - 1], o, moved)
  }
  loops.moveScores(inside, run.rows, added)
  loops.moveScores(outside, run.rowsOutside, added)
  return most
}

/** Where to stop: after the first term that took a step in the round before, and will probably take one again. */
function endOfRun(hadStep: Uint8Array, from: number, most: number): number {
  const last = Math.min(from + most, hadStep.length) - 1
  let t = from
  while (t < last && !hadStep[t]) t++
  return t + 1
}

function addStep(curve: Float64Array, output: number, { cells, step }: ReadyTerm): void {
  for (let cell = 0; cell < cells; cell++) curve[output * cells + cell] += step[cell]
}

function lossOutside(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + run.lossOutside(), 0)
}
