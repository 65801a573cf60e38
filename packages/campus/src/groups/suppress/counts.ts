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

/** A published count: students, positives, listed, missed. */
export interface Kind {
  /**
   * What it is a sum of: parts that the counts at the list length tell apart (listed with the event, missed …), each the atoms into
   * which the curve splits it.
   */
  readonly parts: readonly (readonly number[])[]
  /** Where it is hidden it must be able to take values this far apart. */
  readonly narrowest: number
}

export function kindSum({ parts }: Kind, atoms: ArrayLike<number>): number {
  return parts.flat().reduce((sum, atom) => sum + atoms[atom]!, 0)
}

export function atomSums(cells: readonly Counts[], atoms: number): Float64Array {
  const sums = new Float64Array(atoms)
  for (const cell of cells) for (let a = 0; a < atoms; a++) sums[a]! += cell.atoms[a]!
  return sums
}
