/** What the library uses of WebAssembly: it is compiled without the types of any runtime. */
export interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => WasmModule
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: object }
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory
}

/** A compiled module; it may be handed to a worker. */
export type WasmModule = object

export interface WasmMemory {
  readonly buffer: ArrayBufferLike
  grow(pages: number): number
}

export const PAGE_BYTES = 65_536
/** Linear memory is addressed by 32 bits: 4 GiB. */
export const MOST_PAGES = 65_536

/** Absent where the runtime has none, or forbids it (a page whose policy lacks 'wasm-unsafe-eval' refuses only when it is used). */
export const webAssembly = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly
