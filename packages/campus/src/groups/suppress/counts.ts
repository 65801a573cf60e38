/**
 * One cell of a published table. Its rows are split into atoms (with the event and first listed in the k-th step of the curve; without
 * it and listed or not …) so that every count that is published is a sum of atoms, in each cell the same ones. Whoever knows all
 * published sums knows no more than the sums of every atom.
 */
export interface Counts {
  readonly n: number
  readonly atoms: Float64Array // [atoms] how many rows of each
  /** Too few students with or without the event. */
  readonly small: boolean
}

/** A published count by the atoms that it is a sum of: students, positives, listed, missed. */
export type Kind = readonly number[]

export function kindSum(kind: Kind, atoms: ArrayLike<number>): number {
  return kind.reduce((sum, atom) => sum + atoms[atom]!, 0)
}

export function atomSums(cells: readonly Counts[], atoms: number): Float64Array {
  const sums = new Float64Array(atoms)
  for (const cell of cells) for (let a = 0; a < atoms; a++) sums[a]! += cell.atoms[a]!
  return sums
}
