/** One choice out of each of some lists: at[p] is the position taken in list lists[p]; lists rise. */
export interface Combination {
  readonly lists: readonly number[]
  readonly at: readonly number[]
  readonly distance: number
}

/**
 * All ways to take one entry out of each of `size` different lists, by rising sum of the entries; ties by lists, then positions.
 * Lazily: the first B cost O(C(lists, size) + B · size) steps of a heap.
 *
 * @param distances rising within each list; empty lists are not chosen from
 */
export function* nearestCombinations(distances: readonly (readonly number[])[], size: number): Generator<Combination> {
  const usable = distances.map((_, list) => list).filter(list => distances[list].length > 0)
  const heap: Combination[] = []
  const add = (lists: readonly number[], at: readonly number[]) =>
    push(heap, { lists, at, distance: lists.reduce((sum, list, p) => sum + distances[list][at[p]], 0) })
  for (const lists of subsets(usable, size)) add(lists, new Array(size).fill(0))
  while (heap.length > 0) {
    const nearest = pop(heap)
    yield nearest
    const { lists, at } = nearest
    // one parent each: only at and behind the last position that has moved
    for (let p = size - 1; p >= 0; p--) {
      if (at[p] + 1 < distances[lists[p]].length) add(lists, at.with(p, at[p] + 1))
      if (at[p] > 0) break
    }
  }
}

function* subsets(of: readonly number[], size: number): Generator<number[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let first = 0; first + size <= of.length; first++) {
    for (const rest of subsets(of.slice(first + 1), size - 1)) yield [of[first], ...rest]
  }
}

function before(a: Combination, b: Combination): boolean {
  return (a.distance - b.distance || compare(a.lists, b.lists) || compare(a.at, b.at)) < 0
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let p = 0; p < a.length; p++) if (a[p] !== b[p]) return a[p] - b[p]
  return 0
}

function push(heap: Combination[], entry: Combination): void {
  let at = heap.push(entry) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!before(entry, heap[parent])) break
    heap[at] = heap[parent]
    at = parent
  }
  heap[at] = entry
}

function pop(heap: Combination[]): Combination {
  const top = heap[0]
  const entry = heap.pop()!
  const n = heap.length
  if (n === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= n) break
    if (child + 1 < n && before(heap[child + 1], heap[child])) child++
    if (!before(heap[child], entry)) break
    heap[at] = heap[child]
    at = child
  }
  heap[at] = entry
  return top
}
