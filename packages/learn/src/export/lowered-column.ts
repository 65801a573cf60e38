import type { FormulaBuilder } from './builder.ts'
import type { NodeId } from './program.ts'

/** A column of the table between two steps, as a program knows it. */
export type LoweredColumn = LoweredNumbers | LoweredLevels

export interface LoweredNumbers {
  readonly kind: 'numeric'
  readonly name: string
  readonly node: NodeId
}

/** A category: a code for each level of the input that it comes from. −1 is missing, and codes from `levels` on are unseen. */
export interface LoweredLevels {
  readonly kind: 'categorical'
  readonly name: string
  readonly input: number
  readonly codes: readonly number[] // [levels of the input]
  readonly missing: number // the code where the input is missing
  readonly unseen: number // the code where the input's level is not listed
  readonly levels: number
  readonly ordered: boolean
}

/** A number for each code of a category. */
export function lookUp(build: FormulaBuilder, { input, codes, missing, unseen }: LoweredLevels, of: (code: number) => number): NodeId {
  return build.add({ op: 'lookup', input, values: codes.map(of), missing: of(missing), unseen: of(unseen) })
}

/** The category with other codes. */
export function recoded(column: LoweredLevels, of: (code: number) => number, levels = column.levels): LoweredLevels {
  const { codes, missing, unseen } = column
  return { ...column, codes: codes.map(of), missing: of(missing), unseen: of(unseen), levels }
}

/** What trees and bins read: numbers as they are; a category's code, missing where it is missing or unseen. */
export function valueNode(build: FormulaBuilder, column: LoweredColumn): NodeId {
  if (column.kind === 'numeric') return column.node
  return lookUp(build, column, code => (code >= 0 && code < column.levels ? code : NaN))
}

/** The named columns, in the order of the names. A name that is not there is left out: `apply` refuses it. */
export function selectLowered(from: readonly LoweredColumn[], names: readonly string[]): LoweredColumn[] {
  const byName = new Map(from.map(column => [column.name, column]))
  return names.flatMap(name => byName.get(name) ?? [])
}
