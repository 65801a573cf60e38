/** The kernel's functions, as kernel/entry.ts exports them. Addresses are byte offsets of arrays of a workspace. */
export interface KernelCalls {
  readonly heapBase: { readonly value: number }
  expAll(from: number, into: number, n: number): void
  sigmoidAll(from: number, into: number, n: number): void
  rowDots(x: number, w: number, rows: number, m: number, out: number): void
  addRows(x: number, stride: number, v: number, rows: number, m: number, out: number): void
  gram(x: number, v: number, rows: number, m: number, room: number, out: number): void
  denseForward(
    x: number,
    inputs: number,
    w: number,
    b: number,
    rows: number,
    outputs: number,
    out: number,
    slopes: number,
    kept: number,
  ): void
  addOuterSums(
    a: number,
    aStep: number,
    aNext: number,
    b: number,
    bStep: number,
    count: number,
    rows: number,
    cols: number,
    out: number,
  ): void
  multiplyAll(a: number, b: number, n: number): void
  adamStep(theta: number, gradient: number, m: number, v: number, n: number, rate: number, seen1: number, seen2: number): void
  shrink(a: number, n: number, by: number): void
  logisticRows(eta: number, y: number, weights: number, n: number, pull: number, bend: number, sum: number): number
}
