import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import { layersOf, sizeOf } from './layers.ts'
import type { NetworkModel } from './model.ts'

const numbers = shape.list(shape.number())

const networkModel: Shape<NetworkModel> = shape.where(
  shape.record<NetworkModel>({
    kind: shape.oneOf('network'),
    task: shape.oneOf('binary', 'multiclass', 'ordinal', 'regression'),
    columns: shape.names(),
    means: numbers,
    factors: numbers,
    sizes: shape.list(shape.whole(0), 2),
    members: shape.list(numbers, 1),
    thresholds: shape.rising,
    target: shape.record<NetworkModel['target']>({ mean: shape.number(), scale: shape.number() }),
    epochs: shape.list(shape.whole(0)),
  }),
  ({ task, columns, means, factors, sizes, members, thresholds, epochs }) => {
    const d = columns.length
    if (means.length !== d || factors.length !== d || sizes[0] !== d)
      return ` must have a mean, a factor and an input for each of ${d} columns`
    const outputs = sizes[sizes.length - 1]
    if (task === 'multiclass' ? outputs < 2 : outputs !== 1)
      return `.sizes ends in ${outputs}, which is no number of scores in a ${task} task`
    if ((task === 'ordinal') !== thresholds.length > 0) return `.thresholds must be there in an ordinal task and no other`
    if (epochs.length !== members.length) return `.epochs must have ${members.length} items, one per member, got ${epochs.length}`
    const parameters = sizeOf(layersOf(sizes))
    const uneven = members.findIndex(member => member.length !== parameters)
    return uneven < 0 ? undefined : `.members[${uneven}] must have ${parameters} parameters, got ${members[uneven].length}`
  },
)

/** @throws LearnError `bad_bundle` */
export function checkNetworkModel(model: unknown): void {
  checkShape('The network', model, networkModel)
}
