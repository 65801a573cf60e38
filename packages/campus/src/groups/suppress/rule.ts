/** When a cell says too much. */
export interface SuppressionRule {
  /** A cell with fewer students with the event, or fewer without, shows no number. Default 10. */
  readonly fewest: number
  /** A hidden count must be able to take values this far apart, for all that is shown. Default 5. */
  readonly narrowest: number
}

export const standardRule: SuppressionRule = { fewest: 10, narrowest: 5 }
