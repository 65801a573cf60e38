import type { FitContext } from '@headway/learn'

const started = new Map<number, Promise<Partial<FitContext>>>()

/** What a fit is given so that it works with this many threads; they are started once and end with the process. */
export async function oursWithThreads(threads: number): Promise<Partial<FitContext>> {
  const made = started.get(threads) ?? start(threads)
  started.set(threads, made)
  return made
}

/** Node's alone: a page is not built with this module, and its lines ask for one thread. */
async function start(threads: number): Promise<Partial<FitContext>> {
  const module = '@headway/ingest'
  const { startNodeThreads } = (await import(/* @vite-ignore */ module)) as typeof import('@headway/ingest')
  return { threads: startNodeThreads(threads) }
}
