import { type Shape, shape } from '../../bundle/shape.ts'
import { isSet } from './cells.ts'
import type { CurveEdit } from './edit-curve.ts'
import type { AdditiveColumn } from './model.ts'

const signed = {
  column: shape.text,
  output: shape.optional(shape.whole(0)),
  by: shape.where(shape.text, nothingSaid),
  reason: shape.where(shape.text, nothingSaid),
} as const

/** An edit as far as its members go; `wrongWithEdit` compares it with its column. */
export const editShape: Shape<CurveEdit> = shape.variants<'kind', CurveEdit>('kind', {
  flatten: shape.record<Extract<CurveEdit, { kind: 'flatten' }>>({
    ...signed,
    kind: shape.oneOf('flatten'),
    from: shape.whole(0),
    to: shape.whole(0),
  }),
  smooth: shape.record<Extract<CurveEdit, { kind: 'smooth' }>>({ ...signed, kind: shape.oneOf('smooth'), window: shape.whole(1) }),
  set: shape.record<Extract<CurveEdit, { kind: 'set' }>>({
    ...signed,
    kind: shape.oneOf('set'),
    bin: shape.whole(0),
    value: shape.number(),
  }),
})

/** Why `editCurve` could not have made this edit, or nothing. */
export function wrongWithEdit(edit: CurveEdit, column: AdditiveColumn | undefined, outputs: number): string | undefined {
  if (!column) return '.column must be one of the columns'
  const bins = column.edges.length
  if (edit.output !== undefined && edit.output >= outputs) return `.output must be below ${outputs}, got ${edit.output}`
  if (edit.kind === 'set') return edit.bin <= bins ? undefined : `.bin must be ${bins} or less, got ${edit.bin}`
  if (isSet(column)) return `.kind is ${edit.kind}, but levels without order can only be set`
  if (edit.kind === 'smooth') return edit.window % 2 === 1 ? undefined : `.window must be odd, got ${edit.window}`
  return edit.from <= edit.to && edit.to < bins ? undefined : `.to must lie from ${edit.from} to ${bins - 1}, got ${edit.to}`
}

function nothingSaid(text: string): string | undefined {
  return text.trim() === '' ? ' must not be empty: an edit says who made it, and why' : undefined
}
