export { adamStep, shrink } from './adam'
export { assignBins, numberCuts, sortNumbers } from './binning'
export { denseForward } from './dense'
export { binaryGradients, multiclassGradients, ordinalGradients, squaredGradients } from './gradients'
export { gram } from './gram'
export { logisticRows } from './logistic'
export { addOuterSums, multiplyAll } from './outer-sums'
export { doPieces } from './pieces'
export { addRows, rowDots } from './row-products'
export { countAllRows } from './search'
export { addTreeShapley } from './tree-shap'
export { expAll, sigmoidAll } from './vectors'
export { addTrees, addTreesOfRow } from './walk-trees'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
