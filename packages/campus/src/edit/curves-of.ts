import { type BinContent, type ColumnCurve, curves } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { type Field, fieldOf } from '../codebook/codebook.ts'
import { type NamedCurves, namedCurves } from './named-curves.ts'
import { sayEdit } from './say-edit.ts'

/** What one column adds to a model's score, bin by bin, in the codebook's words. */
export interface TitledCurve {
  readonly column: string
  readonly title: string
  /** The class whose score it adds to; absent where the model has one score. */
  readonly output?: string
  readonly adds: string // what its values add to: "log-odds of GRADE Fail"
  readonly bins: readonly TitledBin[] // the last one is unknown
  readonly edits: readonly string[] // oldest first, a sentence each
}

export interface TitledBin {
  readonly holds: string // "up to 12.5", "12.5 to 20", "above 20", "6–10 h", "unknown"
  readonly value: number
  readonly low: number // value less one standard deviation over samples of other students
  readonly high: number
  readonly share: number // of the students that were learned from, by weight
}

/**
 * The curves of an additive model, by column and class. A bin of numbers does not hold its lower end, and holds its upper one.
 *
 * @param only one column (name or title), one class (label or code); absent: all
 * @throws CampusError `bad_question`: the model has no curves, or none by class; `unknown_column`; `unknown_code`
 */
export function curvesOf(bundle: Bundle, only: { readonly column?: string; readonly output?: string } = {}): TitledCurve[] {
  const named = namedCurves(bundle)
  const column = only.column === undefined ? undefined : named.columnOf(only.column)
  const output = only.output === undefined ? undefined : named.outputOf(only.output)
  return curves(named.model)
    .filter(curve => (column === undefined || curve.column === column) && (output === undefined || curve.output === output))
    .map(curve => inWords(curve, bundle, named))
}

function inWords({ column, output, bins }: ColumnCurve, bundle: Bundle, named: NamedCurves): TitledCurve {
  const { model, classes, titleOf } = named
  const field = bundle.codebook.fields.find(f => f.name === column)
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0)
  const edits = model.edits.filter(edit => edit.column === column && (edit.output ?? output) === output)
  return {
    column,
    title: titleOf(column),
    ...(classes.length > 0 && { output: classes[output]! }),
    adds: `${scoreOf(bundle, output)}${bundle.fitted.calibrator ? ', before calibration' : ''}`,
    bins: bins.map(({ holds, value, low, high, weight }) => ({
      holds: wordsFor(holds, field),
      value,
      low,
      high,
      share: weight / total,
    })),
    edits: edits.map(edit => sayEdit(edit, named)),
  }
}

function scoreOf({ codebook, question, fitted: { task } }: Bundle, output: number): string {
  const { title } = fieldOf(codebook, question.target.column)
  switch (task.kind) {
    case 'binary':
      return `log-odds of ${task.classes[1]}`
    case 'multiclass':
      return `log-odds of ${task.classes[output]} against other classes`
    case 'ordinal':
      return `log-odds of a higher ${title}`
    case 'regression':
      return title
    default:
      return task satisfies never
  }
}

function wordsFor(holds: BinContent, field: Field | undefined): string {
  if (holds.kind === 'missing') return 'unknown'
  if (holds.kind === 'levels') return holds.levels.map(level => labelOf(level, field)).join(', ')
  // 12 digits: no dust of a division, and no whole number on the wrong side of a half
  const [from, to] = [holds.from, holds.to].map(end => (end === null ? '' : String(Number(end.toPrecision(12)))))
  if (from === '') return to === '' ? 'any number' : `up to ${to}`
  return to === '' ? `above ${from}` : `${from} to ${to}`
}

function labelOf(level: string, field: Field | undefined): string {
  const codes = field && 'codes' in field.scale ? field.scale.codes : []
  return codes.find(code => code.value === level)?.label ?? level
}
