import { type CurveChange, editCurve } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { namedCurves } from './named-curves.ts'
import { sayEdit } from './say-edit.ts'

/** A change to one curve as an analyst says it. Bins are counted from 0, as `curvesOf` lists them. */
export type ModelEdit = CurveChange & {
  readonly column: string // name or title
  /** One class, by label or code; absent: the curves of all classes. */
  readonly output?: string
  readonly by: string
  readonly reason: string
}

/**
 * A new model with one curve changed. The edit is kept in the fitted model, and the report says it first among its limits, since every
 * figure in it was measured before. The past forecasts go, being another model's; nothing else changes, neither figures nor a calibrator.
 *
 * @throws CampusError `bad_question`: the model has no curves, or none by class; `unknown_column`; `unknown_code`: no such class;
 *   LearnError as `editCurve`
 */
export function editModel(bundle: Bundle, edit: ModelEdit): Bundle {
  const named = namedCurves(bundle)
  const { output, ...rest } = edit
  const made = {
    ...rest,
    column: named.columnOf(edit.column),
    ...(output !== undefined && { output: named.outputOf(output) }),
  }
  const model = editCurve(named.model, made)
  const limit = `${sayEdit(made, named)} All figures are of the model before this edit.`
  const { past: _, fitted, report, ...kept } = bundle
  return { ...kept, fitted: { ...fitted, model }, report: { ...report, limits: [limit, ...report.limits] } }
}
