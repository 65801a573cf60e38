import { createRandom, permutation } from '../../random.ts'

export interface BagRows {
  readonly inside: Int32Array // ascending
  readonly outside: Int32Array // ascending
}

/**
 * Which rows each bag is fitted on and which it leaves out: 1 − share of the rows, or of the groups where rows have groups (each
 * whole group is in or out). The left-out blocks go round one random order, so every row is left out about equally often.
 * Of fewer than two groups rows are drawn instead; a single row is never left out.
 *
 * @param groups [n]
 * @returns the bags, and √(inside / outside): the standard deviation over bags that lack a share of the rows, times this,
 *   estimates that over samples of new rows (0 when nothing is left out)
 *
 * Source: Shao & Wu (1989), Ann. Stat. 17(3), 1176–1197 (the jackknife that deletes several).
 */
export function drawBags(
  n: number,
  groups: Int32Array | undefined,
  { bags, bagShare }: { bags: number; bagShare: number },
  seed: number,
): { bags: BagRows[]; spread: number } {
  const member = memberOfRow(n, groups)
  const members = member.reduce((most, m) => Math.max(most, m + 1), 0)
  const left = members < 2 ? 0 : Math.max(1, Math.round((1 - bagShare) * members))
  const order = permutation(members, createRandom(seed))
  const drawn = Array.from({ length: bags }, (_, b) => {
    const isOut = new Uint8Array(members)
    for (let m = 0; m < left; m++) isOut[order[(b * left + m) % members]] = 1
    const rows = Int32Array.from({ length: n }, (_, i) => i)
    return { inside: rows.filter(i => isOut[member[i]] === 0), outside: rows.filter(i => isOut[member[i]] === 1) }
  })
  return { bags: drawn, spread: left === 0 ? 0 : Math.sqrt((members - left) / left) }
}

/** Groups numbered 0, 1, … as they first come; each row its own without groups, or with one group only. */
function memberOfRow(n: number, groups: Int32Array | undefined): Int32Array {
  const numbers = new Map<number, number>()
  for (const group of groups ?? []) if (!numbers.has(group)) numbers.set(group, numbers.size)
  return Int32Array.from({ length: n }, (_, i) => (groups && numbers.size > 1 ? numbers.get(groups[i])! : i))
}
