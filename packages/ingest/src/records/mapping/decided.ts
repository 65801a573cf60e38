import { sqlName } from '../../duckdb.ts'
import { IngestError } from '../../errors.ts'
import type { Workbench } from '../workbench.ts'
import { type DayForm, dayForms } from './day-sql.ts'
import { formIn, type Looked } from './look-at.ts'

/**
 * How a file writes days: as its unambiguous rows say, or as given; never a guess.
 *
 * @throws IngestError `ambiguous_dates`
 */
export async function decided(bench: Workbench, looked: Looked, columns: readonly string[], given: DayForm | undefined): Promise<DayForm> {
  const { form, reason, none } = await formIn(bench, looked, columns.map(sqlName))
  if (given !== undefined && form !== undefined && form !== given)
    throw new IngestError(
      'ambiguous_dates',
      looked.file,
      `${columns.join(', ')}: days were said to be ${given}, but are ${form} (${reason}). Leave --dates out, or export the file again.`,
    )
  if (given !== undefined) return given
  if (none) return 'year-month-day' // there is nothing to read
  if (form !== undefined) return form
  throw new IngestError(
    'ambiguous_dates',
    looked.file,
    `${columns.join(', ')}: how days are written cannot be told (${reason}). Say it: --dates with one of ${dayForms.map(f => `"${f}"`).join(', ')}.`,
  )
}
