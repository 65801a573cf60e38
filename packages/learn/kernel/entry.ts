export { addTreeShapley } from './tree-shap'
export { expAll, sigmoidAll } from './vectors'
export { addTrees, addTreesOfRow } from './walk-trees'

/** Addresses below this one are the module's own. */
export const heapBase: usize = __heap_base
