import { LearnError } from '../errors.ts'
import type { KernelCalls } from './calls.ts'
import { plainModule } from './plain-module.ts'
import { MOST_PAGES, PAGE_BYTES, type WasmMemory, webAssembly } from './web-assembly.ts'

/**
 * Arrays that the kernel can see. Its size is fixed when it is opened: memory that grew would cut off the arrays given out before.
 * Without a kernel the arrays are ordinary ones and `calls` is absent: then the twins in TypeScript do the work.
 */
export interface Workspace {
  readonly calls?: KernelCalls
  /** Zeros; with `unset` whatever stood there, for an array that is written before it is read. */
  f64(length: number, unset?: 'unset'): Float64Array
  i32(length: number): Int32Array
  u8(length: number): Uint8Array
  /** Does pieces of work (pieces.ts), by as many threads as there are. */
  run(kind: number, table: number, pieces: number): void
  /** Gives the memory back; the arrays must not be used any more. */
  close(): void
}

/** Every array starts at a multiple of this. */
const ALIGNMENT = 64

/** Bytes that an array takes, for adding up how large a workspace must be. */
export function bytesFor(length: number, bytesEach: number): number {
  return Math.ceil((length * bytesEach) / ALIGNMENT) * ALIGNMENT
}

interface Instance {
  readonly memory: WasmMemory
  readonly calls: KernelCalls
}

/** Instances that nobody uses, for the next workspace: a fit of a few hundred rows should not wait for new memory. */
const idle: Instance[] = []
const MOST_IDLE = 4
/** A larger one is left to the garbage collector. */
const MOST_IDLE_BYTES = 64 * 1_048_576

/**
 * @param bytes the sum of `bytesFor` over all arrays that will be asked for
 * @throws LearnError `out_of_memory` beyond 4 GiB, or where the machine has no such room
 */
export function openWorkspace(bytes: number): Workspace {
  const instance = takeInstance(bytes)
  if (!instance) return ordinaryWorkspace()
  const { memory, calls } = instance
  return workspaceWithin(memory, calls, startOf(calls), () => {
    if (idle.length < MOST_IDLE && memory.buffer.byteLength <= MOST_IDLE_BYTES) idle.push(instance)
  })
}

/** A workspace from `start` to the end of a memory. */
export function workspaceWithin(memory: WasmMemory, calls: KernelCalls, start: number, close: () => void): Workspace {
  const buffer = memory.buffer as ArrayBuffer
  let top = start
  const take = (bytes: number) => {
    const at = top
    top += bytesFor(bytes, 1)
    if (top > buffer.byteLength) throw new LearnError('out_of_memory', `A workspace of ${buffer.byteLength} bytes is too small for ${top}.`)
    return at
  }
  return {
    calls,
    f64(length, unset) {
      const array = new Float64Array(buffer, take(length * 8), length)
      return unset ? array : array.fill(0)
    },
    i32: length => new Int32Array(buffer, take(length * 4), length).fill(0),
    u8: length => new Uint8Array(buffer, take(length), length).fill(0),
    run: calls.doPieces,
    close,
  }
}

/** Without a kernel. */
export function ordinaryWorkspace(): Workspace {
  return {
    f64: length => new Float64Array(length),
    i32: length => new Int32Array(length),
    u8: length => new Uint8Array(length),
    run() {},
    close() {},
  }
}

function takeInstance(bytes: number): Instance | undefined {
  const module = plainModule()
  if (!module || !webAssembly) return undefined
  const found = idle.pop()
  const memory = found?.memory ?? new webAssembly.Memory({ initial: 1 })
  const calls = found?.calls ?? (new webAssembly.Instance(module, { env: { memory } }).exports as KernelCalls)
  const missing = Math.ceil((startOf(calls) + bytes) / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES
  if (missing > 0) growMemory(memory, missing)
  return { memory, calls }
}

/** @throws LearnError `out_of_memory` */
export function growMemory(memory: WasmMemory, pages: number): void {
  const wanted = memory.buffer.byteLength / PAGE_BYTES + pages
  if (wanted > MOST_PAGES) {
    throw new LearnError(
      'out_of_memory',
      `Training needs ${(wanted / 16_384).toFixed(1)} GiB at once, and the kernel's memory ends at 4 GiB. Learn from fewer rows or columns, fewer bins (maxBins), or smaller trees.`,
    )
  }
  try {
    memory.grow(pages)
  } catch (cause) {
    throw new LearnError(
      'out_of_memory',
      `The machine has no room for ${(wanted / 16).toFixed(0)} MiB more. Close other programs, or learn from fewer rows or columns.`,
      { cause },
    )
  }
}

/** Where the module's own memory ends. */
export function startOf(calls: KernelCalls): number {
  return Math.ceil(calls.heapBase.value / ALIGNMENT) * ALIGNMENT
}
