import {
  crossValidate,
  deriveSeed,
  type FitContext,
  type FittedRecipe,
  type ForeignModel,
  importedModel,
  type OutOfFold,
  type Recipe,
  type SplitPlan,
  type Task,
} from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { fieldOf } from '../codebook/codebook.ts'
import type { Dataset } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import { checkLists, type ListOptions } from '../lists/list-blocks.ts'
import { pastForecasts } from '../lists/past-forecasts.ts'
import { askQuestion } from '../question/ask-question.ts'
import type { Question } from '../question/question.ts'
import { buildReport, type Evaluated } from '../report/build-report.ts'
import { limitsOf } from '../report/limits.ts'
import { evaluateRules } from '../train/evaluate.ts'
import { type Frame, frame, taskOf } from '../train/frame.ts'
import { describePlan, planNamed } from '../train/plan.ts'
import { type FeatureNames, featureColumns, type Matched } from './feature-columns.ts'

export interface ImportModelOptions extends ListOptions, FeatureNames {
  /** What the model forecasts, as `askQuestion` takes it. */
  readonly target: string
  /** The model may take protected columns: a person said so. */
  readonly withProtected?: boolean
  /** The classes in the order of the model's outputs, by code or label; absent: the order of the codebook. */
  readonly classes?: readonly string[]
  /** Who says that the model has never seen these rows. */
  readonly claimedBy: string
  /** From which rows the simple rules are learned that the model must beat; absent: folds. */
  readonly planFor?: (frame: Frame) => SplitPlan
  /** Gets the forecasts that the report is made from, of each row once (they are the same in every repeat). */
  readonly onTested?: (forecasts: OutOfFold, frame: Frame) => void
}

/** A model that another library trained is not fitted again: this says so to whoever tries. */
const elsewhere: Recipe = { steps: [], learner: { kind: 'imported' } }

/**
 * A bundle from a model that XGBoost or LightGBM trained, judged on rows that it has never seen: it forecasts every one of them, simple
 * rules learn from some and forecast others, and the report and its gate are those of any model. That the rows are unseen is what a person
 * says; the report says who. Nothing is fitted, chosen or calibrated.
 *
 * @param dataset the rows, in their codebook
 * @throws CampusError as `featureColumns`, `askQuestion`, `frame`; `bad_question`: a protected column that nobody allowed, classes that
 *   are not the target's; LearnError as `importedModel`
 */
export function importModel(
  foreign: ForeignModel,
  dataset: Dataset,
  options: ImportModelOptions,
  ctx: Omit<FitContext, 'seed'> = {},
): Bundle {
  const { seed, claimedBy } = options
  if (claimedBy.trim() === '') throw new CampusError('bad_question', 'Say who says that the model has never seen these rows.')
  const { codebook } = dataset
  const matched = featureColumns(foreign.features, codebook, options)
  const question = questionOf(dataset, matched, options)
  const task = taskOf(codebook, question.target)
  const order = outputsOf(foreign, task, question, dataset, options.classes)
  const model = importedModel(foreign, { task, columns: matched.columns, ...(order && { outputOfClass: order }) })
  const fitted: FittedRecipe = {
    task,
    inputs: matched.columns.map(({ kind, name, ...rest }) => {
      if (kind === 'numeric') return { kind, name }
      const { levels, ordered } = rest as Extract<Matched['columns'][number], { kind: 'categorical' }>
      return { kind, name, levels, ordered }
    }),
    steps: [],
    learner: elsewhere.learner.kind,
    model,
  }
  const framed = frame(dataset, question)
  const plan = options.planFor?.(framed) ?? planNamed(framed, 'folds', deriveSeed(seed, 'folds'))
  checkLists(plan, options)
  const evaluated: Evaluated = {
    rules: evaluateRules(framed, plan, { ...ctx, seed }),
    model: crossValidate(framed.sample, plan, () => fitted, { ...ctx, seed }),
    chosen: new Map(),
    judgedOn: new Set(),
  }
  options.onTested?.({ ...evaluated.model, repeats: evaluated.model.repeats.slice(0, 1) }, framed)
  const name = nameOf(foreign)
  const chosen = { name, complexity: 0, recipe: elsewhere }
  const report = buildReport(framed, plan, evaluated, { chosen, best: chosen, simplest: chosen, tried: [], fitted }, options)
  const past = pastForecasts([{ forecasts: evaluated.model }], framed)
  return {
    codebook,
    question,
    recipe: elsewhere,
    fitted,
    report: {
      ...report,
      protocol: {
        ...report.protocol,
        plan: `trained elsewhere, tested on rows that it never saw, as ${claimedBy} says; simple rules by ${describePlan(plan, framed)}`,
        inner: 'nothing is fitted, chosen or calibrated: the model came as it is',
      },
      elsewhere: { name, claimedBy },
      limits: [
        `That the model has never seen these ${framed.sample.y.length} rows is what ${claimedBy} says. Nothing here can check it; if it saw some, every figure is too good.`,
        ...matched.assumed.map(sentence => `Assumed: ${sentence}`),
        ...limitsOf(framed, plan, { trainedHere: false }),
      ],
    },
    seed,
    data: { hash: dataset.hash, rows: dataset.table.rows, synthetic: dataset.synthetic },
    seen: Object.fromEntries(
      matched.columns.flatMap(column =>
        column.kind === 'categorical' ? [[column.name, column.levels.filter((_, code) => column.numbers[code] !== null)]] : [],
      ),
    ),
    ...(past && { past }),
  }
}

/** The question of the model's columns, in the model's order. */
function questionOf({ codebook }: Dataset, { fields }: Matched, { target, withProtected = false }: ImportModelOptions): Question {
  const guarded = fields.filter(field => field.sensitivity === 'protected').map(field => field.name)
  if (guarded.length > 0 && !withProtected)
    throw new CampusError(
      'bad_question',
      `The model takes protected columns: ${guarded.join(', ')}. Train it without them, or say that it may have them: --with-protected.`,
    )
  const names = fields.map(field => field.name)
  const question = askQuestion(codebook, { target, with: names, withProtected })
  if (names.includes(question.target.column))
    throw new CampusError('bad_question', `The model takes ${question.target.column}, which is what it is to forecast. Train it without.`)
  return { ...question, indicators: names, withProtected: guarded.length > 0 }
}

/** For each class of the task, the output of the model that is it. */
function outputsOf(
  { link, outputs }: ForeignModel,
  task: Task,
  { target }: Question,
  { codebook }: Dataset,
  classes: readonly string[] | undefined,
): number[] | undefined {
  if (!classes) return undefined
  if (link !== 'softmax' || task.kind === 'regression')
    throw new CampusError(
      'bad_question',
      'Classes can be named of a model that has a score for each, and this one has one score. Leave them out.',
    )
  const { scale } = fieldOf(codebook, target.column)
  const codes = 'codes' in scale && task.kind !== 'binary' ? scale.codes : []
  const order = task.classes.map((label, c) => classes.findIndex(name => name === label || name === codes[c]?.value))
  if (classes.length === outputs && !order.includes(-1)) return order
  throw new CampusError(
    'bad_question',
    `The model's classes must be ${task.classes.join(', ')} in some order, got ${classes.join(', ')}. Name each once, in the order of the model's outputs.`,
  )
}

function nameOf({ engine, version, objective, rounds: { used, inFile } }: ForeignModel): string {
  const library = engine === 'xgboost' ? `XGBoost ${version}` : `LightGBM (format ${version})`
  const of = used === inFile ? '' : ` of ${inFile}`
  return `imported from ${library}, ${objective}, ${used}${of} ${inFile === 1 ? 'round' : 'rounds'}`
}
