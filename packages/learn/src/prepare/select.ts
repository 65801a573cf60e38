import type { Step } from '../recipe.ts'
import { selectColumns } from '../table.ts'

export interface SelectParams {
  readonly columns: readonly string[]
}

/** Keeps the named columns, in the order given, and nothing else. Learns nothing. @throws LearnError `unknown_column` */
export const select: Step<SelectParams, SelectParams> = {
  kind: 'select',
  defaults: { columns: [] },
  fit({ table }, params) {
    const { columns } = { ...select.defaults, ...params }
    selectColumns(table, columns)
    return { columns }
  },
  apply({ columns }, table) {
    return selectColumns(table, columns)
  },
}
