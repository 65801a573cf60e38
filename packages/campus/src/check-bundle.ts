import { type Choice, checkFitted, checkShape, type Input, type Recipe, type Shape, shape } from '@headway/learn'
import type { Bundle } from './bundle.ts'
import { checkCodebook } from './codebook/check-codebook.ts'
import type { Codebook } from './codebook/codebook.ts'
import { codebookShape } from './codebook/codebook-shape.ts'
import { CampusError } from './errors.ts'
import { pastForecastsShape } from './lists/past-forecasts.ts'
import { isInput } from './question/ask-question.ts'
import type { Target } from './question/question.ts'
import { questionShape } from './question/question-shape.ts'
import { reportShape } from './report/report-shape.ts'
import { taskOf } from './train/frame.ts'

/**
 * A model out of data that anybody may have written: every part has its shape, the fitted recipe can be forecast with, and it is about the
 * question's columns and classes in the codebook's words. Not that it is true, nor that the report is of this model.
 *
 * @throws LearnError `bad_bundle` (a part that no model has), CampusError `bad_bundle` (parts that do not belong to each other)
 */
export function checkBundle(body: unknown): Bundle {
  checkShape('The model', body, bundleShape)
  checkFitted(body.fitted)
  const { codebook, question, fitted } = body
  try {
    checkCodebook(codebook)
  } catch (cause) {
    throw bad('its codebook makes no sense', cause)
  }
  checkTarget(codebook, question.target)
  const wanted = question.indicators.map(name => inputFor(codebook, question.target, name))
  if (JSON.stringify(fitted.inputs) !== JSON.stringify(wanted)) throw bad('its recipe takes other columns or levels than its codebook says')
  if (JSON.stringify(fitted.task) !== JSON.stringify(taskOf(codebook, question.target))) {
    throw bad('its recipe forecasts something else than its question asks')
  }
  return body
}

const choice = shape.record<Choice>({ kind: shape.text, params: shape.optional(shape.mapOf(shape.anything)) })

const bundleShape: Shape<Bundle> = shape.record<Bundle>({
  codebook: codebookShape,
  question: questionShape,
  recipe: shape.record<Recipe>({ steps: shape.list(choice, 0, 100), learner: choice }),
  fitted: shape.anything as Shape<Bundle['fitted']>, // checkFitted looks
  report: reportShape,
  seed: shape.number(),
  data: shape.record<Bundle['data']>({ hash: shape.text, rows: shape.whole(0), synthetic: shape.flag }),
  seen: shape.mapOf(shape.list(shape.text)),
  typical: shape.optional(shape.mapOf(shape.number())),
  past: shape.optional(pastForecastsShape),
})

/** The column and the event's codes are there, and the column's scale can be asked about so. */
function checkTarget(codebook: Codebook, target: Target): void {
  const scale = codebook.fields.find(f => f.name === target.column)?.scale
  if (!scale) throw bad(`its codebook has no target ${target.column}`)
  const codes = 'codes' in scale ? scale.codes.map(c => c.value) : []
  const event = 'event' in target ? target.event : undefined
  const ofClasses = (target.kind === 'ordinal' || target.kind === 'multiclass') && !('cuts' in target)
  const wantsCodes = ofClasses || (event !== undefined && 'values' in event)
  if (scale.kind === 'identifier' || wantsCodes !== codes.length > 0) throw bad(`its target ${target.column} is ${scale.kind}`)
  const lost = event && 'values' in event ? event.values.find(value => !codes.includes(value)) : undefined
  if (lost !== undefined) throw bad(`its event names the code ${lost}, which ${target.column} does not list`)
}

/** An indicator as a recipe takes it. */
function inputFor(codebook: Codebook, target: Target, name: string): Input {
  const field = codebook.fields.find(f => f.name === name)
  if (!field || !isInput(field) || name === target.column) throw bad(`its indicator ${name} is no column to forecast from`)
  const { scale } = field
  if (!('codes' in scale)) return { kind: 'numeric', name }
  return { kind: 'categorical', name, levels: scale.codes.map(c => c.value), ordered: scale.kind === 'ordinal' }
}

function bad(what: string, cause?: unknown): CampusError {
  return new CampusError('bad_bundle', `This is not a model to use: ${what}. Take the original.`, { cause })
}
