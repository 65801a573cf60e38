import { fieldOf } from '../codebook/codebook.ts'
import { medianOf } from '../median.ts'
import type { Frame } from './frame.ts'

/** Of every number that has plain words for its reasons: the median of its known values in these rows. */
export function typicalValues({ dataset, sample }: Frame): Record<string, number> {
  return Object.fromEntries(
    sample.table.columns.flatMap(column => {
      if (column.kind !== 'numeric' || !fieldOf(dataset.codebook, column.name).words) return []
      const known = column.values.filter(value => !Number.isNaN(value))
      return known.length === 0 ? [] : [[column.name, medianOf(known)]]
    }),
  )
}
