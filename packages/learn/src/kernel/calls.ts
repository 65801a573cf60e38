/** The kernel's functions, as kernel/entry.ts exports them. Addresses are byte offsets of arrays of a workspace. */
export interface KernelCalls {
  readonly heapBase: { readonly value: number }
  expAll(from: number, into: number, n: number): void
  sigmoidAll(from: number, into: number, n: number): void
  /** scores [n], y [n], weights [n] and gh [n, 2], here and below of f64. */
  binaryGradients(scores: number, y: number, weights: number, gh: number, n: number): void
  squaredGradients(scores: number, y: number, weights: number, gh: number, n: number): void
  /** scores [k, n], present [k], gh [k, n, 2], scratch [2 k] */
  multiclassGradients(scores: number, y: number, weights: number, present: number, gh: number, n: number, k: number, scratch: number): void
  /** thresholds [k − 1] */
  ordinalGradients(scores: number, y: number, weights: number, thresholds: number, gh: number, n: number, k: number): void
  /** Σ weight · loss of scores [n] */
  binaryLoss(scores: number, y: number, weights: number, n: number): number
  /** table [3, 4] u32; cells of terms and of `moved` (0: none) u8, wide: u16 */
  sumCells(table: number, terms: number, wide: number, moved: number, step: number, rows: number, gh: number, n: number): void
  /** table [terms, 2] u32: addresses of cells and steps */
  moveScores(table: number, terms: number, wide: number, rows: number, scores: number, n: number): void
  columnStep(sums: number, rows: number, count: number, maxLeaves: number, work: number, into: number): number
  sumPair(groups: number, others: number, b: number, gh: number, n: number, sums: number, counts: number): void
  findQuadrants(sums: number, rows: number, a: number, b: number, work: number, out: number): number
  /** The forest's: kernel/forest.ts says what each argument is. */
  gatherRows(
    rows: number,
    size: number,
    weights: number,
    y: number,
    intoRows: number,
    intoWeights: number,
    intoY: number,
    node: number,
    width: number,
    byClass: number,
  ): number
  fillBins(
    bins: number,
    rows: number,
    weights: number,
    y: number,
    size: number,
    sums: number,
    width: number,
    present: number,
    last: number,
    bits: number,
    byClass: number,
    ordered: number,
  ): number
  bestCut(
    sums: number,
    width: number,
    present: number,
    count: number,
    missing: number,
    node: number,
    left: number,
    minRows: number,
    best: number,
    out: number,
  ): number
  divideByBin(rows: number, size: number, bins: number, goesLeft: number, scratch: number): number
}
