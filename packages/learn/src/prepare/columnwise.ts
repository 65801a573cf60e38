import { checkColumns } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { Step } from '../recipe.ts'
import { type CategoricalColumn, type Column, type NumericColumn, table } from '../table.ts'
import { chosen } from './chosen.ts'

/** How a step treats one kind of column. A rule is plain JSON data; null leaves the column as it is. */
interface Treatment<C extends Column, Params, Rule> {
  fit(column: C, params: Params): Rule | null
  apply(rule: Rule, column: C): readonly Column[]
}

export interface ColumnwiseState {
  readonly columns: readonly { readonly name: string; readonly kind: Column['kind']; readonly rule: unknown }[]
}

/**
 * A step that looks at each column by itself: it learns one rule per column, and replaces the column by what the rule makes of it,
 * in its place. A kind without treatment passes through untouched, sharing memory.
 *
 * The step throws `too_few_rows` (fitted on no row), `bad_param`, and when applied `shape_mismatch` or `wrong_column_kind`
 * for columns other than the fitted ones.
 */
export function columnwise<Params extends object, NumericRule = never, CategoricalRule = never>(own: {
  readonly kind: string
  readonly defaults: Readonly<Params>
  readonly check?: (params: Params) => void
  readonly numeric?: Treatment<NumericColumn, Params, NumericRule>
  readonly categorical?: Treatment<CategoricalColumn, Params, CategoricalRule>
}): Step<Params, ColumnwiseState> {
  const { kind, defaults, check, numeric, categorical } = own
  return {
    kind,
    defaults,
    bySource: true,

    fit(part, params) {
      const choice = chosen(kind, defaults, params)
      check?.(choice)
      if (part.table.rows === 0) throw new LearnError('too_few_rows', `${kind} needs at least one training row, got none.`)
      return {
        columns: part.table.columns.map(column => ({
          name: column.name,
          kind: column.kind,
          rule: (column.kind === 'numeric' ? numeric?.fit(column, choice) : categorical?.fit(column, choice)) ?? null,
        })),
      }
    },

    apply({ columns }, from) {
      checkColumns(
        columns.map(c => c.name),
        from,
      )
      const made = columns.flatMap(({ name, kind: fitted, rule }, j) => {
        const column = from.columns[j]
        if (column.kind !== fitted) {
          throw new LearnError('wrong_column_kind', `${kind} was fitted when column ${name} was ${fitted}; it is ${column.kind} now.`)
        }
        if (rule === null) return [column]
        return column.kind === 'numeric' ? numeric!.apply(rule as NumericRule, column) : categorical!.apply(rule as CategoricalRule, column)
      })
      return table(made, from.rows)
    },
  }
}
