import type { Trait } from './traits-of.ts'

/** A trait with the rows of each group, and which groups show no number. */
export interface Grouped {
  readonly trait: Trait
  readonly members: readonly Int32Array[] // [groups] rows
  readonly hidden: readonly boolean[] // [groups]
}
