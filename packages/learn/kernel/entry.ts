export { adamStep, shrink } from './adam'
export { denseForward } from './dense'
export { gram } from './gram'
export { logisticRows } from './logistic'
export { addOuterSums, multiplyAll } from './outer-sums'
export { addRows, rowDots } from './row-products'
export { expAll, sigmoidAll } from './vectors'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
