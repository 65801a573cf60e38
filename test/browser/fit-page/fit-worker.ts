import { startWebThreads } from '../../../packages/web/src/train/web-threads.ts'
import { type Fit, fitBoosting } from './fit.ts'

export interface Fits {
  readonly threads: number
  readonly alone: Fit
  readonly helped: Fit | string // what went wrong
}

const threads = await startWebThreads(3)
fitBoosting(30) // the first compiles
self.postMessage({ threads: threads?.count ?? 1, alone: fitBoosting(30), helped: helped() } satisfies Fits)

function helped(): Fit | string {
  try {
    return fitBoosting(30, threads)
  } catch (error) {
    return String(error)
  }
}
