import { checkShape, type Shape, shape } from './bundle/shape.ts'
import { taskShape } from './bundle/task-shape.ts'
import { calibrators } from './calibrate/index.ts'
import { checkProbabilities } from './check.ts'
import { LearnError } from './errors.ts'
import { learners } from './learners/index.ts'
import { type Matrix, matrix } from './matrix.ts'
import { steps } from './prepare/index.ts'
import { type FittedRecipe, type Input, uncalibrated } from './recipe.ts'
import { type Column, table } from './table.ts'
import { outputsOf, type Task, type TaskKind } from './task.ts'

/**
 * A fitted recipe out of data that anybody may have written: every step, learner and calibrator in it looks at its own part, and a
 * forecast of no rows shows that one part hands the next what it expects. Afterwards `forecast` and the rest take it as it is: whatever
 * numbers it holds, they end, in time and memory that grow with its size and the rows asked about.
 *
 * That it is well made does not make it true: whoever can write the file can write another model into it.
 *
 * @throws LearnError `bad_bundle`
 */
export function checkFitted(fitted: unknown): FittedRecipe {
  checkShape('The fitted recipe', fitted, fittedRecipe)
  const { task, calibrator } = fitted
  for (const { kind, state } of fitted.steps) memberOf(steps, 'step', kind).check(state)
  const learner = memberOf(learners, 'learner', fitted.learner)
  checkTasks(`The learner ${fitted.learner}`, task, learner.tasks)
  learner.check(fitted.model)
  if (calibrator) {
    const member = memberOf(calibrators, 'calibrator', calibrator.kind)
    checkTasks(`The calibrator ${calibrator.kind}`, task, member.tasks)
    member.check(calibrator.state)
  }
  checkJoints(fitted)
  return fitted
}

const input: Shape<Input> = shape.variants<'kind', Input>('kind', {
  numeric: shape.record({ kind: shape.oneOf('numeric'), name: shape.text }),
  categorical: shape.record({ kind: shape.oneOf('categorical'), name: shape.text, levels: shape.names(), ordered: shape.flag }),
})

const fittedRecipe: Shape<FittedRecipe> = shape.record<FittedRecipe>({
  task: taskShape,
  inputs: shape.where(shape.list(input), inputs => shape.names()(inputs.map(i => i.name))),
  steps: shape.list(shape.record<FittedRecipe['steps'][number]>({ kind: shape.text, state: shape.anything }), 0, 100),
  learner: shape.text,
  model: shape.anything,
  calibrator: shape.optional(shape.record<NonNullable<FittedRecipe['calibrator']>>({ kind: shape.text, state: shape.anything })),
})

function memberOf<T>(registry: Readonly<Record<string, T>>, what: string, kind: string): T {
  if (Object.hasOwn(registry, kind)) return registry[kind]
  throw bad(`it names a ${what} ${JSON.stringify(kind.slice(0, 40))}, and this Headway knows ${Object.keys(registry).join(', ')}`)
}

function checkTasks(what: string, task: Task, tasks: readonly TaskKind[]): void {
  if (!tasks.includes(task.kind)) throw bad(`${what} does ${tasks.join(', ')}, not ${task.kind}`)
}

/** A forecast of no rows, and what the calibrator makes of one row where every class is as likely. */
function checkJoints(fitted: FittedRecipe): void {
  const outputs = outputsOf(fitted.task)
  const { calibrator } = fitted
  const even = matrix(1, outputs, new Float64Array(outputs).fill(1 / outputs))
  let raw: Matrix
  let calibrated: Matrix
  try {
    raw = uncalibrated(fitted, table(fitted.inputs.map(emptyColumn), 0))
    calibrated = calibrator ? calibrators[calibrator.kind].apply(calibrator.state, even) : even
    checkProbabilities('a calibrated row', calibrated)
  } catch (cause) {
    throw bad('its parts do not fit together', cause)
  }
  if (raw.cols !== outputs) throw bad(`its model gives ${raw.cols} numbers for a row, and the task has ${outputs}`)
  if (calibrated.cols !== outputs) throw bad(`its calibrator gives ${calibrated.cols} numbers for a row, and the task has ${outputs}`)
}

function emptyColumn(from: Input): Column {
  const source = from.name
  return from.kind === 'numeric' ? { ...from, source, values: new Float64Array(0) } : { ...from, source, codes: new Int32Array(0) }
}

function bad(what: string, cause?: unknown): LearnError {
  return new LearnError('bad_bundle', `This is not a fitted recipe to use: ${what}. Take the original, or update Headway.`, { cause })
}
