/** The page of fit-worker.ts: `fits` has what the worker found. */
const worker = new Worker(new URL('./fit-worker.ts', import.meta.url), { type: 'module' })
Object.assign(globalThis, {
  fits: new Promise((resolve, reject) => {
    worker.onmessage = event => resolve(event.data)
    worker.onerror = event => reject(new Error(event.message))
  }),
})
