import { sqlName } from '../duckdb.ts'
import type { Found } from './load-sources.ts'
import type { Staging } from './preset.ts'
import type { Refusals } from './refused-rows.ts'
import type { Workbench } from './workbench.ts'

/** A small staged table as texts, null where nothing is recorded. */
export interface Texts {
  readonly file: string // to name in a refusal
  readonly rows: readonly { readonly line: number; readonly cells: readonly (string | null)[] }[]
}

/** @param names columns of the staged table, in the order to give them in */
export async function stagedTexts(
  bench: Workbench,
  staging: Staging,
  found: readonly Found[],
  refusals: Refusals,
  what: keyof Staging,
  names: readonly string[],
): Promise<Texts> {
  const { from, select } = staging[what]
  const file = fileOf(found, from)
  const line = what === 'term' ? '0' : 'line::integer'
  const cells = names.map(name => `${sqlName(name)}::varchar`).join(', ')
  return bench.on(file, async () => {
    const result = await bench.connection.run(`select ${line}, ${cells} from (${select}) order by 1`)
    const rows = await result.getRowsJS()
    return {
      file,
      rows: rows.map(([at, ...texts]) => ({
        line: refusals.lineOf(file, Number(at)),
        cells: texts.map(t => (t === null ? null : String(t))),
      })),
    }
  })
}

export function fileOf(found: readonly Found[], source: string): string {
  return found.find(f => f.source.name === source)!.file
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** NaN for nothing; undefined never: a text that is no number is Infinity, which no column takes. */
export function numberIn(text: string | null): number {
  if (text === null) return NaN
  return NUMBER.test(text) ? Number(text) : Infinity
}
