import { LearnError } from '../../errors.ts'
import type { ForeignModel } from '../../import/foreign-model.ts'
import { outputsOf, type Task } from '../../task.ts'
import { checkImportedModel } from './check-model.ts'
import type { ImportedColumn, ImportedModel } from './model.ts'

/** What one feature of a model file is in the table. */
export type FeatureColumn =
  | { readonly kind: 'numeric'; readonly name: string }
  | {
      readonly kind: 'categorical'
      readonly name: string
      readonly levels: readonly string[]
      readonly ordered: boolean
      /** [levels] the number that stood for each level where the model was trained; null: none did. */
      readonly numbers: readonly (number | null)[]
    }

/**
 * A model of the learner `imported` from what a file says and what a person knows: which columns its features are, in their order, and
 * which of its outputs each class is.
 *
 * @param outputOfClass [classes] positions among the file's outputs, each once; default: as they stand
 * @throws LearnError `wrong_task`: the file forecasts something else; `shape_mismatch`: other numbers of features or classes;
 *   `bad_param`: an output twice; `bad_bundle`: two columns of one name, or levels without their numbers
 */
export function importedModel(
  foreign: ForeignModel,
  {
    task,
    columns,
    outputOfClass,
  }: { readonly task: Task; readonly columns: readonly FeatureColumn[]; readonly outputOfClass?: readonly number[] },
): ImportedModel {
  const { engine, version, objective, link, slope, divisor, features, outputs, tasks } = foreign
  if (!tasks.includes(task.kind))
    throw new LearnError(
      'wrong_task',
      `The model's objective is ${objective}, which forecasts ${tasks.join(' or ')}, not ${task.kind}. Ask for that.`,
    )
  if (columns.length !== features.length)
    throw new LearnError(
      'shape_mismatch',
      `The model has ${features.length} features, got ${columns.length} columns. Give one for each, in their order.`,
    )
  if (link === 'softmax' && outputsOf(task) !== outputs)
    throw new LearnError(
      'shape_mismatch',
      `The model has ${outputs} classes, and the task ${outputsOf(task)}. Ask about the classes it was trained on.`,
    )
  const order = orderOf(outputs, link === 'softmax' ? outputOfClass : undefined)
  const classOf = order.map(() => 0)
  order.forEach((output, c) => {
    classOf[output] = c
  })
  const model: ImportedModel = {
    kind: 'imported',
    engine,
    version,
    objective,
    task: task.kind,
    link,
    slope,
    columns: columns.map(
      (column, j): ImportedColumn => ({ ...column, splits: features[j].splits, zeroIsMissing: features[j].zeroIsMissing }),
    ),
    base: order.map(output => foreign.base[output]),
    baseLast: foreign.baseLast,
    trees: foreign.trees,
    outputOf: foreign.outputOf.map(output => classOf[output]),
    divisor,
  }
  checkImportedModel(model)
  return model
}

function orderOf(outputs: number, given: readonly number[] = Array.from({ length: outputs }, (_, o) => o)): readonly number[] {
  const known = new Set(given)
  if (given.length === outputs && Array.from({ length: outputs }, (_, o) => o).every(o => known.has(o))) return given
  throw new LearnError('bad_param', `The outputs of the classes must be 0 to ${outputs - 1}, each once, got ${given.join(', ')}.`)
}
