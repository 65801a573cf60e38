import { decodeBase64 } from '../bundle/base64.ts'
import { LearnError } from '../errors.ts'
import type { SharedKernelCalls } from './calls.ts'
import { type HelperStart, words } from './help.ts'
import { createHelpGauge } from './help-gauge.ts'
import { sharedKernel } from './kernel.generated.ts'
import { pieceKinds } from './pieces.ts'
import { MOST_PAGES, PAGE_BYTES, type WasmMemory, type WasmModule, webAssembly } from './web-assembly.ts'
import { growMemory, openWorkspace, startOf, type Workspace, workspaceWithin } from './workspace.ts'

/** Threads that share the kernel's work; hand them to `fit` in its context. */
export interface KernelThreads {
  readonly count: number // with the caller's own
  /** As the function of the same name, in memory that all threads see. */
  openWorkspace(bytes: number): Workspace
  /** Sends the helpers home. */
  stop(): void
}

const CONTROL_BYTES = 64

/** Without any piece finished for so long a helper counts as dead; the longest piece takes well under a second. */
const PATIENCE_SECONDS = 30

/** Fewer rows are quicker by one thread: the others would hardly be awake. A fit of fewer rows lets the threads sleep. */
export const WORTH_THREADS = 20_000

/** A workspace for work on so many rows: of the threads where they are worth it, else of the caller alone. @throws LearnError `out_of_memory` */
export function workspaceFor(rows: number, bytes: number, threads: KernelThreads | undefined): Workspace {
  return threads && rows >= WORTH_THREADS ? threads.openWorkspace(bytes) : openWorkspace(bytes)
}

export interface ThreadOptions {
  readonly count: number // 2 … 64, with the caller's own
  /** Starts one helper: a worker that calls `helpKernel` with what it is given. In a browser, load its script beforehand. */
  readonly startHelper: (start: HelperStart) => void
  /** Seconds without a piece finished after which a helper counts as dead. */
  readonly patience?: number
  /** Milliseconds of a clock: where waiting for others costs more than they save, the caller works alone for a while. Without it, never. */
  readonly now?: () => number
}

/**
 * Memory that threads share, and helpers that wait for work in it. The results of any number of threads are the same, bit for bit.
 * The caller's thread must be one that may sleep: in a browser a Worker of a page that is cross-origin isolated.
 *
 * @throws LearnError `no_threads` where the runtime has no shared memory; `bad_param`
 */
export function startThreads({ count, startHelper, patience = PATIENCE_SECONDS, now = () => 0 }: ThreadOptions): KernelThreads {
  if (!Number.isInteger(count) || count < 2 || count > 64) {
    throw new LearnError('bad_param', `count must be a whole number from 2 to 64, got ${count}. For one thread leave threads out.`)
  }
  const { module, memory, calls } = sharedInstance()
  const control = startOf(calls)
  const first = control + CONTROL_BYTES
  const gauge = createHelpGauge()
  const open = new Set<{ readonly end: number }>()
  let dead = false
  for (let helper = 1; helper < count; helper++) startHelper({ module, memory, control })

  /** Copies alone are done sooner than others are awake. */
  function run(kind: number, table: number, pieces: number): void {
    if (dead) throw died('broke off in earlier work')
    if (pieces === 1 || kind === pieceKinds.copy || !gauge.isWorthwhile()) {
      calls.doPieces(kind, table, pieces)
      return
    }
    const began = now()
    const own = calls.sharePieces(control, kind, table, pieces)
    const finished = now()
    const said = calls.awaitPieces(control, pieces, BigInt(Math.round(patience * 1e9)))
    gauge.add({ pieces, own, worked: finished - began, waited: now() - finished })
    if (said === 0) return
    dead = true
    throw died(said === 1 ? 'broke off' : `took work ${patience} seconds ago and has not finished it`)
  }

  return {
    count,

    openWorkspace(bytes) {
      const start = [...open].reduce((top, { end }) => Math.max(top, end), first)
      const region = { end: start + bytes }
      const missing = Math.ceil(region.end / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES
      if (missing > 0) growMemory(memory, missing)
      open.add(region)
      return { ...workspaceWithin(memory, calls, start, () => void open.delete(region)), run }
    },

    stop() {
      const block = new Int32Array(memory.buffer, control)
      Atomics.store(block, words.stop, 1)
      Atomics.add(block, words.turn, 1)
      Atomics.notify(block, words.turn)
    },
  }
}

function died(how: string): LearnError {
  return new LearnError(
    'worker_died',
    `A thread that helped ${how}. Nothing was kept. Start the work again, with fewer threads if memory is short.`,
  )
}

function sharedInstance(): { module: WasmModule; memory: WasmMemory; calls: SharedKernelCalls } {
  try {
    const module = new webAssembly!.Module(decodeBase64(sharedKernel))
    const memory = new webAssembly!.Memory({ initial: 16, maximum: MOST_PAGES, shared: true })
    const calls = new webAssembly!.Instance(module, { env: { memory } }).exports as SharedKernelCalls
    return { module, memory, calls }
  } catch (cause) {
    throw new LearnError(
      'no_threads',
      'This runtime has no memory that threads share. In a browser the page must be cross-origin isolated; or leave threads out.',
      { cause },
    )
  }
}
