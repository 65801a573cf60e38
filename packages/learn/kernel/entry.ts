export { gram } from './gram'
export { logisticRows } from './logistic'
export { addRows, rowDots } from './row-products'
export { expAll, sigmoidAll } from './vectors'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
