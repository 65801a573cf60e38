import { type Bundle, CampusError, type Field, type Given, momentName, type Scorer } from '@headway/campus'
import { readFileToRaw } from '@headway/ingest'
import type { Io } from './command.ts'

export interface RowToScore {
  readonly line: number
  readonly values: Readonly<Record<string, Given>>
}

/**
 * The rows of a file as values by column name. The outcome and other columns that the model does not take may be there or not;
 * an input that is not there is unknown, and said once.
 *
 * @throws CampusError `unknown_column` when the file holds none of the model's inputs; `missing_column` when the model is of a moment and one is not there
 */
export async function readForScoring(file: string, scorer: Scorer, { codebook, question }: Bundle, io: Io): Promise<RowToScore[]> {
  const { raw, refused } = await readFileToRaw(file)
  for (const { line, expected, got, remedy } of refused)
    io.err(`refused: ${file}, line ${line}: expected ${expected}, got ${got}. ${remedy}`)
  const present = scorer.inputs.flatMap(field => {
    const at = raw.names.indexOf(field.name)
    return at < 0 ? [] : [{ field, cells: raw.columns[at]! }]
  })
  if (present.length === 0) {
    throw new CampusError(
      'unknown_column',
      `${file} has none of the model's columns. It needs: ${scorer.inputs.map(f => f.name).join(', ')}.`,
    )
  }
  const absent = question.indicators.filter(name => !raw.names.includes(name))
  checkIndicators(file, absent, question)
  if (absent.length > 0) io.err(`note: not in ${file}, so taken as unknown: ${absent.join(', ')}`)
  return Array.from(raw.lines, (line, i) => ({
    line,
    values: Object.fromEntries(present.map(({ field, cells }) => [field.name, givenOf(field, cells[i]!.trim(), codebook.missing)])),
  }))
}

/** What a model of a moment takes is computed from events and submissions: a table that lacks some of it is another kind of data, not one with gaps. */
function checkIndicators(file: string, absent: readonly string[], { at, indicators }: Bundle['question']): void {
  if (!at || absent.length === 0) return
  const shown = absent.length > 3 ? `${absent.slice(0, 3).join(', ')}, …` : absent.join(', ')
  throw new CampusError(
    'missing_column',
    `${file} lacks ${absent.length} of the ${indicators.length} columns that this model takes (${shown}). The model forecasts at ${momentName(at.moment)} and computes them from a dataset over several terms: headway predict <folder of models> --dataset <dataset> --moment <date>.`,
  )
}

/** A cell as the scorer takes it: whole-number codes and quantities as numbers, other codes as text. */
function givenOf({ scale }: Field, text: string, missing: readonly string[]): Given {
  if (text === '' || missing.includes(text)) return null
  const numeric = scale.kind === 'quantity' || ('codes' in scale && scale.codes.every(c => /^-?\d+$/.test(c.value)))
  return numeric && Number.isFinite(Number(text)) ? Number(text) : text
}
