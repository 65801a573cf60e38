import { parentPort } from 'node:worker_threads'
import { lines } from './lines.ts'
import { ours, type Variant } from './ours.ts'

/** One line in one variant, by its id. */
export interface LineTask {
  readonly id: string
  readonly variant: Variant
  readonly raw: string
}

parentPort!.on('message', async ({ id, variant, raw }: LineTask) => {
  parentPort!.postMessage(await ours(lines.find(line => line.id === id)!, variant, raw))
})
