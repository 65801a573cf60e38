/** The kernel's functions, as kernel/entry.ts exports them. Addresses are byte offsets of arrays of a workspace. */
export interface KernelCalls {
  readonly heapBase: { readonly value: number }
  expAll(from: number, into: number, n: number): void
  sigmoidAll(from: number, into: number, n: number): void
}
