export { assignBins, numberCuts, sortNumbers } from './binning'
export { binaryGradients, multiclassGradients, ordinalGradients, squaredGradients } from './gradients'
export { doPieces } from './pieces'
export { countAllRows } from './search'
export { expAll, sigmoidAll } from './vectors'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
