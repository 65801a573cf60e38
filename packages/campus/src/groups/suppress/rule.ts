/** When a cell says too much. */
export interface SuppressionRule {
  /** A cell with fewer students with the event, or fewer without, shows no number. Default 10. */
  readonly fewest: number
  /** A hidden number of students, or of those with the event, must be able to take values this far apart, for all that is shown. Default 5. */
  readonly narrowest: number
  /** The same for those listed and those missed: what the list does, not what a student is, and few on a short list. Default 1. */
  readonly narrowestListed: number
}

export const standardRule: SuppressionRule = { fewest: 10, narrowest: 5, narrowestListed: 1 }
