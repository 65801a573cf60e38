import { checkShape, type Shape, shape } from '../bundle/shape.ts'
import { checkColumns } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { FormulaBuilder } from '../export/builder.ts'
import type { LoweredColumn } from '../export/lowered-column.ts'
import type { Step } from '../recipe.ts'
import { type CategoricalColumn, type Column, type NumericColumn, table } from '../table.ts'
import { chosen } from './chosen.ts'

/** How a step treats one kind of column. A rule is plain JSON data; null leaves the column as it is. */
interface Treatment<C extends Column, Params, Rule> {
  fit(column: C, params: Params): Rule | null
  apply(rule: Rule, column: C): readonly Column[]
  lower(rule: Rule, column: Extract<LoweredColumn, { kind: C['kind'] }>, build: FormulaBuilder): readonly LoweredColumn[]
  /** What a rule read from a file must look like. */
  readonly rule: Shape<Rule>
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
  readonly checkParams?: (params: Params) => void
  readonly numeric?: Treatment<NumericColumn, Params, NumericRule>
  readonly categorical?: Treatment<CategoricalColumn, Params, CategoricalRule>
}): Step<Params, ColumnwiseState> {
  const { kind, defaults, checkParams, numeric, categorical } = own
  const rules = { numeric: ruleShape(numeric), categorical: ruleShape(categorical) }
  const column = shape.record<ColumnwiseState['columns'][number]>({
    name: shape.text,
    kind: shape.oneOf('numeric', 'categorical'),
    rule: shape.anything,
  })
  const ruled = shape.where(column, ({ kind, rule }) => {
    const wrong = rules[kind](rule)
    return wrong === undefined ? undefined : `.rule${wrong}`
  })
  const state = shape.record<ColumnwiseState>({ columns: shape.list(ruled) })
  return {
    kind,
    defaults,
    bySource: true,

    fit(part, params) {
      const choice = chosen(kind, defaults, params)
      checkParams?.(choice)
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

    lower: ({ columns }, from, build) =>
      columns.flatMap(({ rule }, j) => {
        const column = from[j]
        if (rule === null) return [column]
        return column.kind === 'numeric'
          ? numeric!.lower(rule as NumericRule, column, build)
          : categorical!.lower(rule as CategoricalRule, column, build)
      }),

    check: value => checkShape(`The state of ${kind}`, value, state),
  }
}

/** null leaves a column as it is; a kind without treatment has nothing else. */
function ruleShape<Rule>(treatment: { readonly rule: Shape<Rule> } | undefined): Shape<Rule | null> {
  return treatment ? shape.nullOr(treatment.rule) : shape.oneOf(null)
}
