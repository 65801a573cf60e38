/** The kernel's functions, as kernel/entry.ts exports them. Addresses are byte offsets of arrays of a workspace. */
export interface KernelCalls {
  readonly heapBase: { readonly value: number }
  expAll(from: number, into: number, n: number): void
  sigmoidAll(from: number, into: number, n: number): void
  addTrees(
    heads: number,
    count: number,
    nodes: number,
    sets: number,
    firstSet: number,
    rows: number,
    stride: number,
    n: number,
    leaves: number,
    sums: number,
    outputs: number,
    values: number,
    single: number,
  ): void
  addTreesOfRow(
    heads: number,
    count: number,
    nodes: number,
    sets: number,
    firstSet: number,
    row: number,
    leaves: number,
    sums: number,
    outputs: number,
    values: number,
    single: number,
  ): void
  addTreeShapley(
    nodes: number,
    count: number,
    leaves: number,
    leafBytes: number,
    factors: number,
    points: number,
    masks: number,
    ways: number,
    sums: number,
    sets: number,
    firstSet: number,
    rows: number,
    rowBytes: number,
    pairs: number,
    shares: number,
    shareBytes: number,
    outputs: number,
  ): void
}
