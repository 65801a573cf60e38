import { decodeBase64 } from '../bundle/base64.ts'
import { plainKernel } from './kernel.generated.ts'
import { type WasmModule, webAssembly } from './web-assembly.ts'

let compiled: WasmModule | false | undefined

/** The kernel for one thread, compiled on first use; undefined where the runtime has no WebAssembly with SIMD, or forbids it. */
export function plainModule(): WasmModule | undefined {
  if (compiled === undefined) compiled = compile()
  return compiled || undefined
}

function compile(): WasmModule | false {
  if (!webAssembly) return false
  try {
    return new webAssembly.Module(decodeBase64(plainKernel))
  } catch {
    return false // no SIMD, or a policy against it: the twins take over, with the same results
  }
}
