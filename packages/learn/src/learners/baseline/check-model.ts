import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import type { BaselineModel } from './baseline.ts'

/** @throws LearnError `bad_bundle` */
export function checkBaselineModel(model: unknown): void {
  checkShape('The baseline', model, baselineModel)
}

const rates = shape.list(shape.number(), 1)

const baselineModel: Shape<BaselineModel> = shape.where(
  shape.record<BaselineModel>({
    kind: shape.oneOf('baseline'),
    columns: shape.names(),
    by: shape.optional(shape.text),
    overall: rates,
    byLevel: shape.optional(shape.list(rates)),
  }),
  ({ columns, by, overall, byLevel }) => {
    if ((by === undefined) !== (byLevel === undefined)) return ' must have both by and byLevel, or neither'
    if (by !== undefined && !columns.includes(by)) return `.by must be one of the columns, got ${JSON.stringify(by)}`
    const uneven = byLevel?.findIndex(own => own.length !== overall.length) ?? -1
    return uneven < 0 ? undefined : `.byLevel[${uneven}] must have ${overall.length} items as overall has, got ${byLevel![uneven].length}`
  },
)
