import type { Column } from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'
import type { Moment } from '../moment/moment.ts'

/** A column that may know the outcome, or come too late, with the evidence. A person decides; until then it stays out of the model. */
export interface Suspect {
  readonly column: string
  readonly kind: 'predicts too well' | 'recorded for one outcome only' | 'known too late' | 'identifier'
  /** In plain words, with the figures. */
  readonly evidence: string
}

/** What a detector looks at: one column and the event, for all rows or for those of one course. */
export interface Suspicion {
  readonly field: Field
  readonly column: Column
  /** [n] 1 where the event happened, 0 where not. */
  readonly event: Float64Array
  /** Computed from what was cut at the moment: it cannot be late, nor an identifier. */
  readonly computed: boolean
  /** "in course DDD", or '' for all rows. */
  readonly where: string
  readonly moment?: Moment
  /** [n] activity by row up to the moment, and after it; absent where the records hold no events. */
  readonly activity?: { readonly before: Float64Array; readonly after: Float64Array }
}

/** One way of being suspicious. One file each, one line in `detectors/index.ts`. @returns the evidence, or nothing */
export interface Detector {
  readonly kind: Suspect['kind']
  /** Whether it also looks at each course alone, where a leak may hide that the whole does not show. */
  readonly byCourse: boolean
  readonly evidence: (suspicion: Suspicion) => string | undefined
}
