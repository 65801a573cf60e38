import { checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { isSet } from './cells.ts'
import type { AdditiveColumn, AdditiveModel } from './model.ts'
import { centre } from './settle.ts'
import { shortened } from './shape-of.ts'

/**
 * A change that a person makes to a column's curve. Bins are counted as `curves` lists them. `flatten`: bins from … to (both
 * included) get their mean by weight. `smooth`: each bin gets the mean by weight of the `window` bins around it (fewer at the
 * ends). `set`: one bin, which may be the last (missing), gets a value.
 */
export type CurveEdit = CurveChange & {
  readonly column: string
  readonly output?: number // absent: all outputs
  readonly by: string
  readonly reason: string
}

export type CurveChange =
  | { readonly kind: 'flatten'; readonly from: number; readonly to: number }
  | { readonly kind: 'smooth'; readonly window: number }
  | { readonly kind: 'set'; readonly bin: number; readonly value: number }

/**
 * A new model with one curve changed and the edit written behind the others in `edits`. Afterwards the whole curve is moved so
 * that its mean over the training rows is 0 again: the mean score stays, and so does every difference between bins that the
 * edit does not name. Each bag's curve is changed alike, so error bars stay those of the edited curve. Pairs stay as they are.
 *
 * @throws LearnError `unknown_column`; `wrong_column_kind`: flatten or smooth where levels have no order; `bad_param`: bins or
 *   outputs that do not exist, an even window, no finite value, nobody or no reason named, a direction broken
 */
export function editCurve(model: AdditiveModel, edit: CurveEdit): AdditiveModel {
  const { column: name, output } = edit
  const column = model.columns.find(c => c.name === name)
  if (!column)
    throw new LearnError('unknown_column', `There is no curve of ${name}. The model has: ${model.columns.map(c => c.name).join(', ')}.`)
  checkEdit(edit, column, model.intercept.length)
  const changed = (values: readonly (readonly number[])[]) =>
    values.map((curve, o) => (output === undefined || output === o ? change(curve, edit, column.weight) : curve))
  const edited: AdditiveColumn = {
    ...column,
    values: changed(column.values),
    bags: column.bags.map(bag => changed(bag).map(curve => curve.map(shortened))),
  }
  checkDirection(edited)
  return { ...model, columns: model.columns.map(c => (c === column ? edited : c)), edits: [...model.edits, recorded(edit)] }
}

function change(curve: readonly number[], edit: CurveChange, weight: readonly number[]): number[] {
  const values = Float64Array.from(curve)
  const last = curve.length - 2 // before missing
  if (edit.kind === 'set') values[edit.bin] = edit.value
  else if (edit.kind === 'flatten') values.fill(meanOfBins(curve, weight, edit.from, edit.to), edit.from, edit.to + 1)
  else {
    const reach = (edit.window - 1) / 2
    for (let bin = 0; bin <= last; bin++) values[bin] = meanOfBins(curve, weight, Math.max(0, bin - reach), Math.min(last, bin + reach))
  }
  centre(values, weight)
  return [...values]
}

/** Only what belongs to its kind: a file with other members is refused. */
function recorded(edit: CurveEdit): CurveEdit {
  const { column, output, by, reason } = edit
  const signed = { column, ...(output !== undefined && { output }), by, reason }
  if (edit.kind === 'set') return { kind: edit.kind, bin: edit.bin, value: edit.value, ...signed }
  return edit.kind === 'smooth'
    ? { kind: edit.kind, window: edit.window, ...signed }
    : { kind: edit.kind, from: edit.from, to: edit.to, ...signed }
}

function meanOfBins(values: readonly number[], weight: readonly number[], from: number, to: number): number {
  let sum = 0
  let total = 0
  for (let bin = from; bin <= to; bin++) {
    sum += weight[bin] * values[bin]
    total += weight[bin]
  }
  return sum / total
}

function checkEdit(edit: CurveEdit, column: AdditiveColumn, outputs: number): void {
  const bins = column.edges.length
  for (const what of ['by', 'reason'] as const) {
    if (!(typeof edit[what] === 'string' && edit[what].trim() !== ''))
      throw new LearnError('bad_param', `${what} must say ${what === 'by' ? 'who' : 'why'}: an edit is kept with the model. Give a text.`)
  }
  if (edit.output !== undefined) checkWhole('output', edit.output, 0, outputs - 1)
  if (edit.kind === 'set') {
    checkWhole('bin', edit.bin, 0, bins)
    if (!Number.isFinite(edit.value)) throw new LearnError('bad_param', `value must be a finite number, got ${edit.value}.`)
    return
  }
  if (isSet(column))
    throw new LearnError(
      'wrong_column_kind',
      `${column.name} has levels without order, so its bins have no neighbours. Use set, level by level.`,
    )
  if (edit.kind === 'flatten') {
    checkWhole('from', edit.from, 0, bins - 1)
    checkWhole('to', edit.to, edit.from, bins - 1)
    return
  }
  if (edit.kind !== 'smooth') throw new LearnError('bad_param', `kind must be flatten, smooth or set, got ${(edit as CurveEdit).kind}.`)
  checkWhole('window', edit.window, 1)
  if (edit.window % 2 === 0) throw new LearnError('bad_param', `window must be odd, so that it has a middle, got ${edit.window}.`)
}

function checkDirection({ name, direction, values, edges }: AdditiveColumn): void {
  for (const curve of values) {
    for (let bin = 1; bin < edges.length; bin++) {
      if (direction * (curve[bin] - curve[bin - 1]) >= 0) continue
      throw new LearnError(
        'bad_param',
        `${name} must never ${direction === 1 ? 'fall' : 'rise'}, but would from bin ${bin - 1} to ${bin}. Set another value.`,
      )
    }
  }
}
