import { checkShape, shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { selectLowered } from '../export/lowered-column.ts'
import type { Step } from '../recipe.ts'
import { selectColumns } from '../table.ts'
import { chosen } from './chosen.ts'

export interface SelectParams {
  readonly columns: readonly string[]
  /** In place of `columns`: all but these. */
  readonly except: readonly string[]
}

export interface SelectState {
  readonly columns: readonly string[]
}

/**
 * Keeps the named columns, in the order given, or all but some, and nothing else. Learns nothing.
 *
 * @throws LearnError `unknown_column`, `bad_param` (no column named, both ways at once, nothing left)
 */
export const select: Step<SelectParams, SelectState> = {
  kind: 'select',
  defaults: { columns: [], except: [] },
  bySource: true,

  fit({ table }, params) {
    const { columns, except } = chosen('select', select.defaults, params)
    if (columns.length > 0 === except.length > 0)
      throw new LearnError('bad_param', 'select keeps the columns that you name, or all but those in except: name either.')
    const dropped = new Set(except.length > 0 ? selectColumns(table, except).columns.map(c => c.name) : [])
    const kept = columns.length > 0 ? columns : table.columns.map(c => c.name).filter(name => !dropped.has(name))
    if (kept.length === 0) throw new LearnError('bad_param', 'select has nothing left: except names every column.')
    return { columns: selectColumns(table, kept).columns.map(c => c.name) }
  },

  apply: ({ columns }, table) => selectColumns(table, columns),
  lower: ({ columns }, from) => selectLowered(from, columns),

  check(state) {
    checkShape('The state of select', state, shape.record<SelectState>({ columns: shape.names(1) }))
  },
}
