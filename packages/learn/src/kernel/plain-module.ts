import { decodeBase64 } from '../bundle/base64.ts'
import { plainKernel } from './kernel.generated.ts'
import { type WasmModule, webAssembly } from './web-assembly.ts'

let compiled: WasmModule | false | undefined
let away = 0

/** The kernel for one thread, compiled on first use; undefined where the runtime has no WebAssembly with SIMD, or forbids it. */
export function plainModule(): WasmModule | undefined {
  if (away > 0) return undefined
  if (compiled === undefined) compiled = compile()
  return compiled || undefined
}

/** What is done inside has no kernel, as on a machine without one: its twins must give the same bits. */
export function withoutKernel<T>(work: () => T): T {
  away++
  try {
    return work()
  } finally {
    away--
  }
}

function compile(): WasmModule | false {
  if (!webAssembly) return false
  try {
    return new webAssembly.Module(decodeBase64(plainKernel))
  } catch {
    return false // no SIMD, or a policy against it: the twins take over, with the same results
  }
}
