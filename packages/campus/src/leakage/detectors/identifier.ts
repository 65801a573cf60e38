import type { Detector } from '../suspect.ts'

const DISTINCT = 0.98
const FEWEST = 100

/**
 * A column in which nearly every row has a value of its own, in whole numbers or codes: it names the student, and whatever the order
 * of names knows (who enrolled late, who was sorted last) the model knows, too. Measurements with a unit are not names.
 */
export const identifier: Detector = {
  kind: 'identifier',
  byCourse: false,
  evidence({ field, column, computed }) {
    if (computed) return undefined
    if (field.scale.kind === 'quantity' && field.scale.unit !== undefined) return undefined
    const values = column.kind === 'numeric' ? column.values.filter(v => !Number.isNaN(v)) : column.codes.filter(code => code >= 0)
    if (values.length < FEWEST || !values.every(Number.isInteger)) return undefined
    const distinct = new Set<number>(values).size
    if (distinct < DISTINCT * values.length) return undefined
    return `${distinct} different values in ${values.length} rows: it names the row rather than describing it`
  },
}
