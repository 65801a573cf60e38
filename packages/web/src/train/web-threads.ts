import { type KernelThreads, startThreads } from '@headway/learn'

/**
 * Web Workers that share the kernel's work, for a worker that may sleep; none where the page is not cross-origin isolated, where there is
 * one core, or where the kernel cannot run. They are loaded before they are used: who sleeps can load nothing.
 */
export async function startWebThreads(count = Math.min(16, navigator.hardwareConcurrency)): Promise<KernelThreads | undefined> {
  if (!crossOriginIsolated || count < 2) return undefined
  const loaded = (await Promise.all(Array.from({ length: count - 1 }, () => loadHelper().catch(() => undefined)))).filter(
    worker => worker !== undefined,
  )
  if (loaded.length === 0) return undefined
  try {
    return startThreads({
      count: loaded.length + 1,
      startHelper: start => loaded.pop()!.postMessage(start),
      now: () => performance.now(),
    })
  } catch {
    for (const worker of loaded) worker.terminate()
    return undefined
  }
}

function loadHelper(): Promise<Worker | undefined> {
  return new Promise(resolve => {
    const worker = new Worker(new URL('./kernel-helper.ts', import.meta.url), { type: 'module' })
    worker.onmessage = () => resolve(worker)
    worker.onerror = event => {
      event.preventDefault() // whoever waits for its work is told in shared memory
      resolve(undefined)
    }
  })
}
