export { assignBins, numberCuts, sortNumbers } from './binning'
export { addToRows, divideRows, sumRows } from './divide'
export { binaryGradients, multiclassGradients, ordinalGradients, squaredGradients } from './gradients'
export { countAllRows, searchItems } from './search'
export { expAll, sigmoidAll } from './vectors'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
