/** Shapley's definition, over all 2^d subsets of the columns, as bits. */
export function shapley(d: number, value: (known: number) => number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const sizeOf = (set: number) => set.toString(2).replaceAll('0', '').length
  return Array.from({ length: d }, (_, j) => {
    let share = 0
    for (let set = 0; set < 1 << d; set++) {
      if (set & (1 << j)) continue
      const weight = (factorial(sizeOf(set)) * factorial(d - sizeOf(set) - 1)) / factorial(d)
      share += weight * (value(set | (1 << j)) - value(set))
    }
    return share
  })
}
