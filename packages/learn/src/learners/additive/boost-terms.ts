import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import type { Objective } from '../boosting/objectives/objective.ts'

/** A function of one or two columns, built up cell by cell. */
export interface Term {
  readonly cells: number
  readonly cellOf: Uint8Array | Uint16Array // [n] over all training rows
  readonly findStep: StepFinder
}

/**
 * The next step of a term, learning rate included, from [cells, 3] sums of gradient, hessian and rows.
 *
 * @returns by how much the loss would fall (twice, at full rate); 0: nothing is worth adding, and `into` [cells] means nothing
 */
export type StepFinder = (sums: Float64Array, into: Float64Array) => number

/** Rows with their scores [outputs, m], which boosting moves. */
export interface ScoredPart {
  readonly rows: Int32Array // [m] of the training rows
  readonly objective: Objective
  readonly scores: Float64Array
  /** Σ weight × loss of these rows, as the scores and thresholds stand. */
  readonly loss: () => number
}

export interface Bag {
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
 * @throws LearnError `aborted`
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
  const runs = bags.map(bag => startRun(bag, terms))
  let least = lossOutside(bags)
  let best = 0
  for (let round = 1; round <= rounds && round - best <= patience && terms.length > 0; round++) {
    if (signal?.aborted) throw new LearnError('aborted', `${what} were stopped after ${round - 1} of ${rounds} rounds. Nothing was kept.`)
    for (const run of runs) addRound(run, terms, greed)
    const loss = lossOutside(bags)
    if (loss < least) {
      least = loss
      best = round
      for (const run of runs) keep(run)
    }
    progress?.({ what, done: round, total: rounds })
  }
  for (const run of runs) restore(run)
  return runs.map(run => run.curves)
}

interface Run {
  readonly bag: Bag
  readonly gh: Float64Array // [outputs, m, 2]
  readonly sums: Float64Array // of the term at work
  readonly step: Float64Array
  readonly curves: Float64Array[] // [terms][outputs, cells]
  /** What belongs to one round: curves, scores, thresholds; and as they were after the best. */
  readonly state: readonly Float64Array[]
  readonly kept: readonly Float64Array[]
  bar: number // the largest gain of the round before
}

function startRun(bag: Bag, terms: readonly Term[]): Run {
  const { inside, outside } = bag
  const { outputs } = inside.objective
  const most = terms.reduce((cells, term) => Math.max(cells, term.cells), 0)
  const curves = terms.map(({ cells }) => new Float64Array(outputs * cells))
  const thresholds = [inside, outside].flatMap(({ objective }) => objective.thresholds ?? [])
  const state = [...curves, inside.scores, outside.scores, ...thresholds]
  return {
    bag,
    gh: new Float64Array(2 * inside.scores.length),
    sums: new Float64Array(3 * most),
    step: new Float64Array(most),
    curves,
    bar: 0,
    state,
    kept: state.map(values => values.slice()),
  }
}

function addRound(run: Run, terms: readonly Term[], greed: number): void {
  const { inside, outside } = run.bag
  const { objective, scores } = inside
  const { gh, sums, step } = run
  objective.gradients(scores, gh)
  let most = 0
  for (let t = 0; t < terms.length; t++) {
    const { cells, findStep } = terms[t]
    for (let o = 0; o < objective.outputs; o++) {
      addSums(sums, terms[t], run, o)
      const gain = findStep(sums, step)
      most = Math.max(most, gain)
      if (!(gain > 0 && gain >= greed * run.bar)) continue
      for (let cell = 0; cell < cells; cell++) run.curves[t][o * cells + cell] += step[cell]
      moveInside(terms[t], run, o)
      moveOutside(terms[t], outside, step, o)
    }
  }
  run.bar = most
  objective.moveThresholds?.(scores)
  if (objective.thresholds) outside.objective.thresholds?.set(objective.thresholds)
}

function addSums(sums: Float64Array, { cells, cellOf }: Term, { bag, gh }: Run, output: number): void {
  const { rows } = bag.inside
  const first = output * rows.length
  sums.fill(0, 0, 3 * cells)
  for (let i = 0; i < rows.length; i++) {
    const at = 3 * cellOf[rows[i]]
    sums[at] += gh[2 * (first + i)]
    sums[at + 1] += gh[2 * (first + i) + 1]
    sums[at + 2]++
  }
}

function moveInside({ cellOf }: Term, { bag, gh, step }: Run, output: number): void {
  const { rows, scores } = bag.inside
  const first = output * rows.length
  for (let i = 0; i < rows.length; i++) {
    const by = step[cellOf[rows[i]]]
    scores[first + i] += by
    gh[2 * (first + i)] += gh[2 * (first + i) + 1] * by
  }
}

function moveOutside({ cellOf }: Term, { rows, scores }: ScoredPart, step: Float64Array, output: number): void {
  const first = output * rows.length
  for (let i = 0; i < rows.length; i++) scores[first + i] += step[cellOf[rows[i]]]
}

function lossOutside(bags: readonly Bag[]): number {
  return bags.reduce((sum, { outside }) => sum + outside.loss(), 0)
}

function keep({ state, kept }: Run): void {
  state.forEach((values, at) => {
    kept[at].set(values)
  })
}

function restore({ state, kept }: Run): void {
  state.forEach((values, at) => {
    values.set(kept[at])
  })
}
