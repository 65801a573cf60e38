import type { Column } from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'
import type { Dataset } from '../dataset.ts'

/** What a dataset holds, column by column. */
export interface Profile {
  readonly codebook: string
  readonly hash: string
  readonly synthetic: boolean
  readonly rows: number
  readonly columns: readonly ColumnProfile[]
  /** What a person should look at before asking a question, in plain words. */
  readonly warnings: readonly string[]
}

export interface ColumnProfile {
  readonly name: string
  readonly title: string
  readonly scale: Field['scale']['kind']
  readonly role: Field['role']
  readonly marks: readonly string[] // protected, proxy, can still change, optional
  readonly missing: number
  readonly distinct: number
  /** Codes by frequency, most frequent first; at most ten. Absent for identifiers and quantities. */
  readonly codes?: readonly { readonly value: string; readonly label: string; readonly rows: number }[]
  /** Absent unless it is a quantity with a value. */
  readonly spread?: { readonly minimum: number; readonly median: number; readonly maximum: number }
}

/** Counts, gaps and spreads of every column; identifiers are counted, never listed. */
export function profile({ codebook, hash, synthetic, table }: Dataset): Profile {
  const columns = table.columns.map((column, j) => columnProfile(codebook.fields[j]!, column))
  return {
    codebook: codebook.title,
    hash,
    synthetic,
    rows: table.rows,
    columns,
    warnings: columns.flatMap((c, j) => warningsOf(c, codebook.fields[j]!, table.rows)),
  }
}

function columnProfile(field: Field, column: Column): ColumnProfile {
  const { name, title, scale, role } = field
  const marks = [field.sensitivity, field.actionable ? 'can still change' : undefined, field.optional ? 'optional' : undefined].filter(
    m => m !== undefined,
  )
  const shared = { name, title, scale: scale.kind, role, marks }
  if (column.kind === 'numeric') {
    const values = column.values.filter(v => !Number.isNaN(v)).sort()
    const spread = { minimum: values[0]!, median: medianOf(values), maximum: values.at(-1)! }
    return {
      ...shared,
      missing: column.values.length - values.length,
      distinct: new Set(values).size,
      ...(values.length > 0 && { spread }),
    }
  }
  const counts = new Float64Array(column.levels.length)
  for (const code of column.codes) if (code >= 0) counts[code]!++
  const found = column.levels.flatMap((value, code) =>
    counts[code]! > 0 ? [{ value, label: labelOf(field, value), rows: counts[code]! }] : [],
  )
  const missing = column.codes.length - counts.reduce((a, b) => a + b, 0)
  if (scale.kind === 'identifier') return { ...shared, missing, distinct: found.length }
  return { ...shared, missing, distinct: found.length, codes: found.toSorted((a, b) => b.rows - a.rows).slice(0, 10) }
}

function warningsOf({ name, missing, distinct, codes }: ColumnProfile, field: Field, rows: number): string[] {
  const warnings: string[] = []
  if (distinct <= 1 && rows > 1 && field.role !== 'never')
    warnings.push(`${name} has ${distinct === 0 ? 'no value' : 'one value'} in all rows: it can tell nothing apart.`)
  if (missing > rows / 2) warnings.push(`${name} is missing in ${missing} of ${rows} rows.`)
  const rare = field.role === 'target' ? (codes ?? []).filter(c => c.rows < 10) : []
  if (rare.length > 0)
    warnings.push(`${name}: fewer than 10 rows with ${rare.map(c => `${c.label} (${c.rows})`).join(', ')}. Forecasts of these say little.`)
  return warnings
}

function labelOf({ scale }: Field, value: string): string {
  return ('codes' in scale ? scale.codes.find(c => c.value === value)?.label : undefined) ?? value
}

/** @param values sorted */
function medianOf(values: Float64Array): number {
  const middle = values.length / 2
  return Number.isInteger(middle) ? (values[middle - 1]! + values[middle]!) / 2 : values[Math.floor(middle)]!
}
