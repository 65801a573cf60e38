export { binaryGradients, multiclassGradients, ordinalGradients, squaredGradients } from './gradients'
export { expAll, sigmoidAll } from './vectors'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
