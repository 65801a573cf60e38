import { type AdditiveModel, derivationsOf } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { CampusError } from '../errors.ts'
import { sourceTitles } from '../score/source-titles.ts'

/** The curves of a model by what people call them. */
export interface NamedCurves {
  readonly model: AdditiveModel
  /** The classes that have curves of their own, by label; none where each column has one curve. */
  readonly classes: readonly string[]
  titleOf(column: string): string
  /** @throws CampusError `unknown_column` */
  columnOf(nameOrTitle: string): string
  /** @throws CampusError `unknown_code`, `bad_question`: curves are of no class */
  outputOf(labelOrCode: string): number
}

/** @throws CampusError `bad_question`: the model has no curves */
export function namedCurves(bundle: Bundle): NamedCurves {
  const { codebook, question, fitted } = bundle
  if (fitted.learner !== 'additive')
    throw new CampusError(
      'bad_question',
      `This model has no curves: its learner is ${fitted.learner}. Train with --learner additive to read and edit them.`,
    )
  const model = fitted.model as AdditiveModel
  const titled = sourceTitles(codebook, fitted)
  const sources = new Set([...fitted.inputs, ...derivationsOf(fitted)].map(source => source.name))
  const titleOf = (column: string) => (sources.has(column) ? titled(column) : column) // a step may name columns itself
  const names = model.columns.map(c => c.name)
  const classes = fitted.task.kind === 'multiclass' ? fitted.task.classes : []

  return {
    model,
    classes,
    titleOf,
    columnOf(nameOrTitle) {
      const found = names.find(name => name === nameOrTitle) ?? names.find(name => titleOf(name) === nameOrTitle)
      if (found !== undefined) return found
      throw new CampusError('unknown_column', `The model has no curve of ${nameOrTitle}. It has: ${names.join(', ')}.`)
    },
    outputOf(labelOrCode) {
      if (classes.length === 0)
        throw new CampusError('bad_question', `This model has one curve per column, not one per class. Leave ${labelOrCode} out.`)
      const scale = codebook.fields.find(f => f.name === question.target.column)?.scale
      const codes = scale && 'codes' in scale ? scale.codes.map(c => c.value) : []
      const at = classes.includes(labelOrCode) ? classes.indexOf(labelOrCode) : codes.indexOf(labelOrCode)
      if (at >= 0) return at
      throw new CampusError('unknown_code', `There is no class ${labelOrCode}. The model has curves for: ${classes.join(', ')}.`)
    },
  }
}
