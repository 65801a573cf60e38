import { sqlName } from '../duckdb.ts'
import type { Staging } from './preset.ts'
import { fileOf, type Reading } from './reading.ts'

/** A small staged table as texts, null where nothing is recorded. */
export interface Texts {
  readonly file: string // to name in a refusal
  readonly rows: readonly { readonly line: number; readonly cells: readonly (string | null)[] }[]
}

/** @param names columns of the staged table, in the order to give them in */
export async function stagedTexts(reading: Reading, what: keyof Staging, names: readonly string[]): Promise<Texts> {
  const { bench, preset, refusals } = reading
  const { select } = preset.staging[what]
  const file = fileOf(reading, preset.staging[what])
  const line = what === 'term' ? '0' : 'line::integer'
  const cells = names.map(name => `${sqlName(name)}::varchar`).join(', ')
  return bench.on(file, async () => {
    const rows = await (await bench.connection.run(`select ${line}, ${cells} from (${select}) order by 1`)).getRowsJS()
    return {
      file,
      rows: rows.map(([at, ...texts]) => ({
        line: refusals.lineOf(file, Number(at)),
        cells: texts.map(text => (text === null ? null : String(text))),
      })),
    }
  })
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** NaN for nothing. A text that is no number gives Infinity, which no column takes. */
export function numberIn(text: string | null): number {
  if (text === null) return NaN
  return NUMBER.test(text) ? Number(text) : Infinity
}

/** What a column of days can hold. */
export function isDay(value: number): boolean {
  return Number.isInteger(value) && value >= -32_768 && value <= 32_767
}
