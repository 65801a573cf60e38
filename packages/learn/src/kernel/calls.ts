/** The kernel's functions, as kernel/entry.ts exports them. Addresses are byte offsets of arrays of a workspace. */
export interface KernelCalls {
  readonly heapBase: { readonly value: number }
  expAll(from: number, into: number, n: number): void
  sigmoidAll(from: number, into: number, n: number): void
  rowDots(x: number, w: number, rows: number, m: number, out: number): void
  addRows(x: number, stride: number, v: number, rows: number, m: number, out: number): void
  gram(x: number, v: number, rows: number, m: number, room: number, out: number): void
  logisticRows(eta: number, y: number, weights: number, n: number, pull: number, bend: number, sum: number): number
}
