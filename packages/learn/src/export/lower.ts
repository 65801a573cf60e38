import { calibrators } from '../calibrate/index.ts'
import { LearnError } from '../errors.ts'
import { steps } from '../prepare/index.ts'
import { type FittedRecipe, type Input, learnerOf } from '../recipe.ts'
import { type FormulaBuilder, formulaBuilder } from './builder.ts'
import type { LoweredColumn } from './lowered-column.ts'
import type { FormulaProgram, NodeId } from './program.ts'

/**
 * The formula of a fitted recipe: every step, the learner and the calibrator in it write down their own part. It gives what `forecast`
 * gives to 1e-12, except that it does not refuse: what `forecast` throws on comes out as something else, or missing.
 *
 * @throws LearnError `not_exportable` where a part cannot be written as a formula
 */
export function lowerRecipe(fitted: FittedRecipe): FormulaProgram {
  const build = formulaBuilder(fitted.inputs)
  const columns = fitted.inputs.map((input, i) => inputColumn(build, input, i))
  return { task: fitted.task, ...build.finish(lowerInto(build, fitted, columns)) }
}

/** @param columns the recipe's inputs, and maybe others */
function lowerInto(build: FormulaBuilder, fitted: FittedRecipe, columns: readonly LoweredColumn[]): readonly NodeId[] {
  const byName = new Map(columns.map(column => [column.name, column]))
  let current: readonly LoweredColumn[] = fitted.inputs.map(({ name }) => byName.get(name)!)
  for (const { kind, state } of fitted.steps) current = able(`The step ${kind}`, steps[kind].lower)(state, current, build)
  const { kind, lower } = learnerOf(fitted)
  const raw = able(`The learner ${kind}`, lower)(fitted.model, current, build, (member, shown) => lowerInto(build, member, shown))
  const { calibrator } = fitted
  if (!calibrator) return raw
  return able(`The calibrator ${calibrator.kind}`, calibrators[calibrator.kind].lower)(calibrator.state, raw, build)
}

function inputColumn(build: FormulaBuilder, input: Input, at: number): LoweredColumn {
  const { name } = input
  if (input.kind === 'numeric') return { kind: 'numeric', name, node: build.add({ op: 'number', input: at }) }
  const { levels, ordered } = input
  return {
    kind: 'categorical',
    name,
    input: at,
    codes: levels.map((_, code) => code),
    missing: -1,
    unseen: levels.length,
    levels: levels.length,
    ordered,
  }
}

function able<Lower>(what: string, lower: Lower | undefined): Lower {
  if (lower) return lower
  throw new LearnError('not_exportable', `${what} cannot be written as a formula. Export a model without it.`)
}
