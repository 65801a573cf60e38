import { calibrators } from './calibrate/index.ts'
import { LearnError } from './errors.ts'
import type { FormulaBuilder } from './export/builder.ts'
import type { LoweredColumn } from './export/lowered-column.ts'
import type { FitContext, Learner } from './learner.ts'
import { learners } from './learners/index.ts'
import type { Matrix } from './matrix.ts'
import type { Derivation } from './prepare/derive/derivation.ts'
import { rebalancers, steps } from './prepare/index.ts'
import { deriveSeed } from './random.ts'
import { type TrainingPart, withTable } from './sample.ts'
import { type Column, categoricalColumn, selectColumns, type Table } from './table.ts'
import type { Task } from './task.ts'

/** How to get from a table to a forecast, as data: preparation in order, then one learner. Nothing is fitted yet. */
export interface Recipe {
  readonly steps: readonly Choice[] // names from `steps` and `rebalancers`
  readonly learner: Choice // a name from `learners`
}

export interface Choice {
  readonly kind: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** A preparation step. `fit` learns from a training part; `apply` changes any table in the same way, row by row. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds steps of every Params and State
export interface Step<Params extends object = any, State = any> {
  readonly kind: string
  readonly defaults: Readonly<Params>
  /** Whether each column it makes depends on the columns of its own source alone: then a category need be prepared only once. */
  readonly bySource: boolean
  /** @returns plain JSON data */
  fit(part: TrainingPart, params: Partial<Params>, ctx: FitContext): State
  apply(state: State, table: Table): Table
  /** The training part itself, where a row must not meet its own outcome: in place of `apply`, while fitting. */
  applyToTraining?(state: State, part: TrainingPart, ctx: FitContext): Table
  /** `apply`, written into a program: what its columns become. */
  lower?(state: State, columns: readonly LoweredColumn[], build: FormulaBuilder): readonly LoweredColumn[]
  /** What its new sources were made from, where it makes any. */
  derivations?(state: State): readonly Derivation[]
  /** Whether a value read from a file is a state that `apply` can take. @throws LearnError `bad_bundle` */
  check(state: unknown): void
}

/** A step that changes which rows are learned from, or their weights. It works while fitting and vanishes afterwards. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds rebalancers of every Params
export interface Rebalancer<Params extends object = any> {
  readonly kind: string
  readonly defaults: Readonly<Params>
  rebalance(part: TrainingPart, params: Partial<Params>, ctx: FitContext): TrainingPart
}

/** A fitted recipe is plain JSON data. */
export interface FittedRecipe {
  readonly task: Task
  readonly inputs: readonly Input[]
  readonly steps: readonly { readonly kind: string; readonly state: unknown }[]
  readonly learner: string
  readonly model: unknown
  readonly calibrator?: { readonly kind: string; readonly state: unknown }
}

export type Input =
  | { readonly kind: 'numeric'; readonly name: string }
  | { readonly kind: 'categorical'; readonly name: string; readonly levels: readonly string[]; readonly ordered: boolean }

/** Fit every step on the training part as the steps before it left it, then the learner. */
export function fitRecipe(recipe: Recipe, part: TrainingPart, ctx: FitContext): FittedRecipe {
  const fitted: { kind: string; state: unknown }[] = []
  let current = part
  recipe.steps.forEach(({ kind, params = {} }, i) => {
    if (ctx.signal?.aborted) throw new LearnError('aborted', `Stopped before step ${kind}. Nothing was kept.`)
    const own = { ...ctx, seed: deriveSeed(ctx.seed, 'step', i, kind) }
    if (Object.hasOwn(rebalancers, kind)) {
      checkNames(kind, params, rebalancers[kind].defaults)
      current = rebalancers[kind].rebalance(current, params, own)
      return
    }
    const step = named(steps, kind, 'step')
    checkNames(kind, params, step.defaults)
    const state = step.fit(current, params, own)
    fitted.push({ kind, state })
    if (step.applyToTraining && current.table.rows !== part.table.rows) {
      throw new LearnError('bad_param', `Step ${kind} needs the real rows: copies of a row tell of its outcome. Put it before rebalancing.`)
    }
    current = withTable(current, step.applyToTraining?.(state, current, own) ?? step.apply(state, current.table))
  })
  if (ctx.signal?.aborted) throw new LearnError('aborted', `Stopped before learner ${recipe.learner.kind}. Nothing was kept.`)
  const learner = learnerNamed(recipe.learner.kind)
  checkNames(learner.kind, recipe.learner.params ?? {}, learner.defaults, learner.alsoTakes)
  const model = learner.fit(current, recipe.learner.params ?? {}, { ...ctx, seed: deriveSeed(ctx.seed, 'learner', learner.kind) })
  return { task: part.task, inputs: part.table.columns.map(inputOf), steps: fitted, learner: learner.kind, model }
}

/** A name that nobody knows would change nothing in silence: `roundz` for `rounds`. */
function checkNames(kind: string, params: object, defaults: object, also: readonly string[] = []): void {
  const takes = [...Object.keys(defaults), ...also]
  const unknown = Object.keys(params).find(name => !takes.includes(name))
  if (unknown === undefined) return
  const known = takes.join(', ') || 'no settings'
  throw new LearnError('bad_param', `${kind} has no setting ${unknown}. It takes: ${known}.`)
}

/** Forecasts for any table that has the recipe's input columns (others are ignored): [n, k] probabilities or [n, 1] values. */
export function forecast(fitted: FittedRecipe, table: Table): Matrix {
  const raw = uncalibrated(fitted, table)
  if (!fitted.calibrator) return raw
  return named(calibrators, fitted.calibrator.kind, 'calibrator').apply(fitted.calibrator.state, raw)
}

/** The learner's own output, before calibration. */
export function uncalibrated(fitted: FittedRecipe, table: Table): Matrix {
  return learnerOf(fitted).predict(fitted.model, prepared(fitted, table))
}

/** The table as the learner sees it. */
export function prepared({ inputs, steps: fittedSteps }: FittedRecipe, table: Table): Table {
  const asked = selectColumns(
    table,
    inputs.map(input => input.name),
  )
  let current: Table = { rows: table.rows, columns: asked.columns.map((column, j) => conform(column, inputs[j])) }
  for (const { kind, state } of fittedSteps) current = named(steps, kind, 'step').apply(state, current)
  return current
}

/** The columns that its steps, or those of its members, made from several inputs: sources of their own, which contributions are summed by. */
export function derivationsOf(fitted: FittedRecipe): Derivation[] {
  const own = fitted.steps.flatMap(({ kind, state }) => named(steps, kind, 'step').derivations?.(state) ?? [])
  const members = learnerOf(fitted).members?.(fitted.model) ?? []
  const all = [...own, ...members.flatMap(derivationsOf)]
  return [...new Map(all.map(derivation => [derivation.name, derivation])).values()]
}

export function learnerOf({ learner }: FittedRecipe): Learner {
  return learnerNamed(learner)
}

/** @throws LearnError `unknown_kind` */
export function learnerNamed(kind: string): Learner {
  return named(learners, kind, 'learner')
}

function inputOf(column: Column): Input {
  return column.kind === 'numeric'
    ? { kind: 'numeric', name: column.name }
    : { kind: 'categorical', name: column.name, levels: column.levels, ordered: column.ordered }
}

/** A category's codes in the levels of the fit; a level that the fit does not list gets the code after the last: every step treats it as unseen. */
function conform(column: Column, input: Input): Column {
  if (column.kind !== input.kind) {
    throw new LearnError(
      'wrong_column_kind',
      `Column ${input.name} was ${input.kind} when the recipe was fitted, and is ${column.kind} now.`,
    )
  }
  if (column.kind === 'numeric' || input.kind === 'numeric') return column
  if (column.levels === input.levels || column.levels.every((level, i) => level === input.levels[i]))
    return { ...column, levels: input.levels, ordered: input.ordered }
  const levels = [...input.levels, '(unseen)']
  const position = new Map(input.levels.map((level, i) => [level, i]))
  const code = column.levels.map(level => position.get(level) ?? input.levels.length)
  return categoricalColumn(
    column.name,
    column.codes.map(c => (c < 0 ? -1 : code[c])),
    levels,
    { ordered: input.ordered, source: column.source },
  )
}

function named<T>(registry: Readonly<Record<string, T>>, kind: string, what: string): T {
  if (Object.hasOwn(registry, kind)) return registry[kind]
  throw new LearnError('unknown_kind', `There is no ${what} called ${kind}. Known: ${Object.keys(registry).join(', ')}.`)
}
