/** The kernel's functions, as kernel/entry.ts exports them. Addresses are byte offsets of arrays of a workspace. */
export interface KernelCalls {
  readonly heapBase: { readonly value: number }
  expAll(from: number, into: number, n: number): void
  countAllRows(work: number, columns: number): void
  /** See pieces.ts. */
  doPieces(kind: number, table: number, pieces: number): void
  sigmoidAll(from: number, into: number, n: number): void
  /** scores [n], y [n], weights [n] and gh [n, 2], here and below of f64. */
  binaryGradients(scores: number, y: number, weights: number, gh: number, n: number): void
  squaredGradients(scores: number, y: number, weights: number, gh: number, n: number): void
  /** scores [k, n], present [k], gh [k, n, 2], scratch [2 k] */
  multiclassGradients(
    scores: number,
    y: number,
    weights: number,
    gh: number,
    n: number,
    present: number,
    k: number,
    scratch: number,
    stride: number,
  ): void
  /** thresholds [k − 1] */
  ordinalGradients(scores: number, y: number, weights: number, gh: number, n: number, thresholds: number, k: number): void
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
  addTrees(
    heads: number,
    count: number,
    nodes: number,
    sets: number,
    firstSet: number,
    rows: number,
    group: number,
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

/** What the kernel for several threads exports besides: kernel/threads.ts. */
export interface SharedKernelCalls extends KernelCalls {
  help(control: number): void
  /** @returns how many of them the caller did */
  sharePieces(control: number, kind: number, table: number, pieces: number): number
  /** @returns 0 all done; 1 a helper broke off; 2 a helper took a piece and has not been heard of since */
  awaitPieces(control: number, pieces: number, patience: bigint): 0 | 1 | 2
}
