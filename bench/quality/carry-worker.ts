import { parentPort } from 'node:worker_threads'
import { tryEvery } from './carry-over.ts'

parentPort!.on('message', async (table: number) => {
  parentPort!.postMessage(await tryEvery(table))
})
