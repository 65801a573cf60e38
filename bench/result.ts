import { availableParallelism, totalmem } from 'node:os'

/** One line of a bench: our number, the peer's, and whether the target was met. */
export interface Row {
  readonly task: string
  readonly data: string
  readonly metric: string
  readonly variant: string
  readonly population: string
  readonly n: number
  readonly ours: number
  readonly interval: readonly [low: number, high: number] | null // of ours
  readonly simplest?: number // of the simplest recipe within one standard error
  readonly tenth?: number // with a tenth of the budget
  readonly peer: number | null
  readonly peerName: string | null
  readonly ratio: number | null // below 1: better than the peer
  readonly target: string | null // "≤ 1.61"
  readonly met: Met
  readonly rawFile: string | null // below bench/raw
  readonly note?: string
}

/** `undecided`: the interval is wider than the margin. `null`: the line has no target. */
export type Met = boolean | 'undecided' | null

export interface Result {
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
  readonly date: string // ISO, of the last run that wrote the file
  readonly rows: readonly Row[]
}

/** What a reader needs to know of the machine, and nothing that names it. */
export interface Machine {
  readonly cores: number
  readonly memoryGiB: number
  readonly platform: string
}

export type Measure = 'lower is better' | 'score up to 1'

/**
 * Below 1 always means better than the peer: ours / peer for times, memory and losses, (1 − ours) / (1 − peer) for scores whose
 * best value is 1. NaN-free: null where the peer is missing or perfect.
 *
 * @example ratioOf('score up to 1', 0.9, 0.8) // 0.5
 */
export function ratioOf(measure: Measure, ours: number, peer: number | null): number | null {
  if (peer === null) return null
  const [own, other] = measure === 'lower is better' ? [ours, peer] : [1 - ours, 1 - peer]
  return other === 0 ? null : own / other
}

export function machineHere(): Machine {
  return {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
  }
}

/** Rows of a new run in place of those of the same tasks; all other rows stay. */
export function mergeRows(earlier: readonly Row[], fresh: readonly Row[]): Row[] {
  const renewed = new Set(fresh.map(row => row.task))
  return [...earlier.filter(row => !renewed.has(row.task)), ...fresh]
}
