import { parentPort } from 'node:worker_threads'
import type { Pool } from './pool.ts'
import { tasks } from './tasks.ts'

/** One part of the bench by its name, on the population that all share. */
export interface PlantedTask {
  readonly id: string
  readonly pool: Pool
}

parentPort!.on('message', ({ id, pool }: PlantedTask) => {
  parentPort!.postMessage(tasks[id]!(id, pool))
})
