/** Gradients and hessians side by side, [n, 2]. */
export function pairsOf(g: Float64Array, h: Float64Array): Float64Array {
  return Float64Array.from({ length: 2 * g.length }, (_, at) => (at % 2 === 0 ? g[at / 2] : h[(at - 1) / 2]))
}
