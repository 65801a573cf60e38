import type { Input } from '../../recipe.ts'
import { levelTexts, type RawValues } from '../raw-values.ts'
import type { Dialect } from './dialects.ts'

/** How an input is read: a text of the source's column first, then the number or the place of the level. Names: t0, i0, c0 … */
export interface InputColumns {
  readonly read: readonly string[]
  readonly inputs: readonly string[]
}

export function inputColumns(inputs: readonly Input[], { missing }: RawValues, dialect: Dialect): InputColumns {
  return {
    read: inputs.flatMap((input, i) => {
      const raw = `s.${dialect.name(input.name)}`
      const text = `CAST(${raw} AS ${dialect.textType})`
      if (input.kind === 'numeric') return [`TRIM(${text}) AS t${i}`, `${raw} AS r${i}`]
      const { trimmed, whole } = levelTexts(input)
      const plain = trimmed ? `TRIM(${text})` : text
      return [`${whole ? `REGEXP_REPLACE(${plain}, '[.]0+$', '')` : plain} AS t${i}`]
    }),
    inputs: inputs.map((input, i) =>
      input.kind === 'numeric' ? numberOf(i, missing, dialect) : codeOf(input.levels, i, missing, dialect),
    ),
  }
}

/** A number; NULL for the texts of missing, and for NaN where the database has it. */
function numberOf(i: number, missing: readonly string[], dialect: Dialect): string {
  const { doubleType } = dialect
  const value = `NULLIF(CAST(r${i} AS ${doubleType}), CAST('NaN' AS ${doubleType}))`
  return `CASE WHEN t${i} IN (${textList(['', ...missing], dialect)}) THEN NULL ELSE ${value} END AS i${i}`
}

/** The place of the level; −1 for missing, the number of levels for one that is not listed. */
function codeOf(levels: readonly string[], i: number, missing: readonly string[], dialect: Dialect): string {
  const gaps = ['', ...missing].filter(text => !levels.includes(text))
  const places = levels.flatMap((level, place) => {
    const text = dialect.text(level)
    return text === undefined ? [] : [`WHEN ${text} THEN ${place}`]
  })
  const listed = places.length > 0 ? `CASE t${i} ${places.join(' ')} ELSE ${levels.length} END` : String(levels.length)
  const gap = gaps.length > 0 ? ` OR t${i} IN (${textList(gaps, dialect)})` : ''
  return `CASE WHEN t${i} IS NULL${gap} THEN -1 ELSE ${listed} END AS c${i}`
}

function textList(texts: readonly string[], dialect: Dialect): string {
  return texts.flatMap(text => dialect.text(text) ?? []).join(', ')
}
