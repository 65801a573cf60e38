import { partialRankCorrelation } from '../partial-rank-correlation.ts'
import type { Detector } from '../suspect.ts'

const LIMIT = 0.5
const FEWEST = 100

/**
 * A number that knows what students did after the moment: its rank correlation with their later activity, given their activity so
 * far, is above .5. A total of the whole term is the sum of both, so it stays near 1; what was really known can follow later activity
 * only through what came before, or a little beyond.
 */
export const knownTooLate: Detector = {
  kind: 'known too late',
  byCourse: false,
  evidence({ column, activity, computed }) {
    if (computed || !activity || column.kind !== 'numeric') return undefined
    const rows = Int32Array.from(column.values.keys()).filter(i => !Number.isNaN(column.values[i]))
    if (rows.length < FEWEST) return undefined
    const take = (values: Float64Array) => Float64Array.from(rows, i => values[i]!)
    const r = partialRankCorrelation(take(column.values), take(activity.after), take(activity.before))
    if (r === undefined || r <= LIMIT) return undefined
    return `it follows what students did after the moment: rank correlation ${r.toFixed(2)} with later activity, given the activity so far (limit ${LIMIT}, ${rows.length} rows)`
  },
}
