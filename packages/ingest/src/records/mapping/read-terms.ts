import { basename } from 'node:path'
import { IngestError } from '../../errors.ts'
import { readFileToRaw } from '../../read-file-to-raw.ts'
import { type CalendarTerm, parseTerm } from './calendar-term.ts'

/** A calendar from a file with the columns term, start (2026-10-01) and days. @throws IngestError `wrong_columns`, `no_calendar` */
export async function readTerms(path: string): Promise<readonly CalendarTerm[]> {
  const file = basename(path)
  const { raw } = await readFileToRaw(path)
  const columns = ['term', 'start', 'days'].map(name => raw.columns[raw.names.indexOf(name)])
  const [terms, starts, days] = columns
  if (!terms || !starts || !days)
    throw new IngestError(
      'wrong_columns',
      file,
      `the columns term, start, days are expected; this file has ${raw.names.join(', ')}. Rename them.`,
    )
  return terms.map((term, i) => {
    try {
      return parseTerm(`${term}=${starts[i]}:${days[i]}`)
    } catch (cause) {
      throw new IngestError(
        'no_calendar',
        file,
        `line ${raw.lines[i]}: a term, its start as 2026-10-01 and its length in days are expected; got ${term}, ${starts[i]}, ${days[i]}. Correct it.`,
        { cause },
      )
    }
  })
}
