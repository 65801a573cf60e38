import { wilsonInterval } from '@headway/learn'
import type { Row } from '../result.ts'

export interface Rate {
  readonly task: string
  readonly what: string // the line
  readonly metric: string
  readonly population: string
  readonly truth?: string
  readonly most?: number // a rate whose interval lies above this is a miss
  readonly note?: string
}

/** How often something happened, with Wilson's interval. */
export function rateRow({ task, what, metric, population, truth = '', most, note }: Rate, k: number, n: number): Row {
  const { low, high } = wilsonInterval(k, n)
  return {
    task,
    variant: what,
    metric,
    population,
    data: truth,
    n,
    ours: k / n,
    interval: [low, high],
    peer: null,
    peerName: null,
    ratio: null,
    target: most === undefined ? null : `≤ ${most}`,
    met: most === undefined ? null : low <= most,
    rawFile: null,
    ...(note !== undefined && { note }),
  }
}
