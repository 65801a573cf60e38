/**
 * Where the rows of each of n owners begin in a sorted list of owners.
 *
 * @example startsOf(Int32Array.of(0, 0, 2), 3) // Int32Array [0, 2, 2, 3]
 */
export function startsOf(sorted: Int32Array, n: number): Int32Array {
  const starts = new Int32Array(n + 1)
  for (const owner of sorted) starts[owner + 1]!++
  for (let i = 0; i < n; i++) starts[i + 1]! += starts[i]!
  return starts
}

/**
 * The owner of each row, from where the rows of each begin.
 *
 * @example ownersOf(Int32Array.of(0, 2, 2, 3)) // Int32Array [0, 0, 2]
 */
export function ownersOf(starts: Int32Array): Int32Array {
  const owners = new Int32Array(starts.at(-1) ?? 0)
  for (let i = 0; i + 1 < starts.length; i++) owners.fill(i, starts[i]!, starts[i + 1]!)
  return owners
}
