export { moveScores, sumCells } from './cells'
export { columnStep } from './column-step'
export { bestCut, divideByBin, fillBins, gatherRows } from './forest'
export { binaryGradients, multiclassGradients, ordinalGradients, squaredGradients } from './gradients'
export { binaryLoss } from './losses'
export { findQuadrants, sumPair } from './quadrants'
export { expAll, sigmoidAll } from './vectors'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
