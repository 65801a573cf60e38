import type { SharedKernelCalls } from './calls.ts'
import { type WasmMemory, type WasmModule, webAssembly } from './web-assembly.ts'

/** What a helper is started with. It can be sent to a worker as it is. */
export interface HelperStart {
  readonly module: WasmModule
  readonly memory: WasmMemory
  readonly control: number
}

/** Words of the control block that are written from outside of the kernel: kernel/threads.ts. */
export const words = { turn: 0, stop: 1, failed: 2, done: 3 } as const

/**
 * The life of a helper: takes pieces of work until it is sent home. It blocks its thread. This file is the entry `@headway/learn/help`, so that
 * a helper is awake without loading the library.
 *
 * @throws whatever stopped it; whoever waits for its work is told
 */
export function helpKernel({ module, memory, control }: HelperStart): void {
  try {
    const calls = new webAssembly!.Instance(module, { env: { memory } }).exports as SharedKernelCalls
    calls.help(control)
  } catch (error) {
    const block = new Int32Array(memory.buffer, control)
    Atomics.add(block, words.failed, 1)
    Atomics.notify(block, words.done)
    throw error
  }
}
