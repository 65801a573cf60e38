import { askAt, datasetAt, defaultPlan, generateRecords, parseMoment } from '@headway/campus'
import {
  columnOf,
  createRandom,
  crossValidate,
  deriveSeed,
  type FittedRecipe,
  fitRecipe,
  forecast,
  logit,
  type Recipe,
  sigmoid,
  takeRows,
} from '@headway/learn'
import { normal } from './normal.ts'

/**
 * A population from which simulations draw students: what is true of it is counted, not estimated. Its forecasts are those of models
 * that stay as they are.
 */
export interface Pool {
  readonly name: string
  readonly starts: Int32Array // [students + 1] the rows of each student
  readonly y: Float64Array // [rows] 1 where the event happened
  readonly truth: Float64Array // [rows] its probability
  readonly model: Float64Array // [rows] forecasts
  readonly rule: Float64Array // [rows] forecasts from one column alone
  readonly group: Int32Array // [rows] 0 or 1
  readonly columns: Readonly<Record<string, Float64Array>> // [rows] a few indicators, for models that are fitted again
}

/** Indicators that models are fitted on again and again: enough to learn something from, few enough to be quick. */
export const USED = ['entry_score', 'clicks', 'active_days', 'score_mean', 'days_since_activity', 'share_submitted'] as const

export const encode = [
  { kind: 'ordinalCodes' },
  { kind: 'impute', params: { indicators: true } },
  { kind: 'oneHot' },
  { kind: 'standardScale' },
  { kind: 'clip', params: { limit: 5 } },
] as const

export const linear: Recipe = { steps: encode, learner: { kind: 'linear', params: { lambda: 0.03 } } }

export const entryAlone: Recipe = {
  steps: [{ kind: 'select', params: { columns: ['entry_score'] } }, ...encode],
  learner: { kind: 'linear', params: { lambda: 0.01 } },
}

export const AT = { moment: parseMoment('week 8'), delays: { marking: 0, results: 14 } }

/** Test terms of several generated records, forecast by one model of an earlier term. A student has 1.1 rows in the mean. */
export function generatedPool(say: (line: string) => void, chunks = 12): Pool {
  const parts: Omit<Pool, 'name'>[] = []
  let fitted: { model: FittedRecipe; rule: FittedRecipe } | undefined
  for (let chunk = 0; chunk < chunks; chunk++) {
    const { records, truth } = generateRecords({ newStudents: 1000, terms: 2, seed: deriveSeed(1, 'pool', chunk) })
    const { frame } = askAt(records, { target: 'result=Fail,Withdrawn', ...AT })
    const { sample, rows, dataset } = frame
    const plan = defaultPlan(frame, 1)
    if (!fitted) {
      const fitOnce = (recipe: Recipe) => {
        let kept: FittedRecipe | undefined
        crossValidate(sample, plan, (part, ctx) => (kept = fitRecipe(recipe, part, ctx)), { seed: 1 })
        return kept!
      }
      fitted = { model: fitOnce(linear), rule: fitOnce(entryAlone) }
    }
    const test = byStudent(plan.repeats[0]![0]!.test, sample.groups!)
    const { enrolment } = datasetAt(records, AT.moment, AT.delays)
    const table = takeRows(sample.table, test.rows)
    const event = (recipe: FittedRecipe) => forecast(recipe, table).data.filter((_, at) => at % 2 === 1)
    const group = columnOf(dataset.table, 'group')
    parts.push({
      starts: test.starts,
      y: Float64Array.from(test.rows, i => sample.y[i]!),
      truth: Float64Array.from(test.rows, i => truth.adverse[enrolment[rows[i]!]!]!),
      model: event(fitted.model),
      rule: event(fitted.rule),
      group: Int32Array.from(test.rows, i => (group.kind === 'categorical' ? group.codes[rows[i]!]! : 0)),
      columns: Object.fromEntries(USED.map(name => [name, numbers(columnOf(table, name))])),
    })
    say(`population: part ${chunk + 1} of ${chunks}`)
  }
  return { name: 'generated', ...joined(parts) }
}

/**
 * Every student takes three courses, and what no indicator shows (an illness, a move) befalls all three: outcomes of one student hang
 * together far beyond their forecasts. The forecasts themselves are right.
 */
export function crowdedPool(students = 4000): Pool {
  const n = 3 * students
  const random = createRandom(deriveSeed(1, 'crowded'))
  const [truth, y, model, rule, group] = [0, 1, 2, 3, 4].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let s = 0; s < students; s++) {
    const [known, hidden, other] = [normal(random), 1.5 * normal(random), Number(random.next() < 0.3)]
    for (let i = 3 * s; i < 3 * s + 3; i++) {
      const score = -0.7 + known + 0.2 * normal(random)
      truth[i] = sigmoid(score + hidden)
      y[i] = Number(random.next() < truth[i]!)
      model[i] = sigmoid(score / 1.35) // flattened by what stays hidden
      rule[i] = sigmoid(-0.6 + 0.6 * normal(random) + 0.4 * known)
      group[i] = other
    }
  }
  return {
    name: 'three rows a student',
    starts: Int32Array.from({ length: students + 1 }, (_, s) => 3 * s),
    y,
    truth,
    model,
    rule,
    group: Int32Array.from(group),
    columns: {},
  }
}

/** What is really true of a row's logit. */
export function trueLogit({ truth }: Pool, row: number): number {
  return logit(Math.min(1 - 1e-9, Math.max(1e-9, truth[row]!)))
}

function byStudent(rows: Int32Array, groups: Int32Array): { readonly rows: Int32Array; readonly starts: Int32Array } {
  const sorted = Int32Array.from(rows).sort((a, b) => groups[a]! - groups[b]! || a - b)
  const starts = [...sorted.keys()].filter(k => k === 0 || groups[sorted[k]!] !== groups[sorted[k - 1]!])
  return { rows: sorted, starts: Int32Array.from([...starts, sorted.length]) }
}

function numbers(column: ReturnType<typeof columnOf>): Float64Array {
  return column.kind === 'numeric' ? column.values : Float64Array.from(column.codes)
}

function joined(parts: readonly Omit<Pool, 'name'>[]): Omit<Pool, 'name'> {
  const floats = (of: (part: Omit<Pool, 'name'>) => Float64Array) => Float64Array.from(parts.flatMap(part => [...of(part)]))
  const starts = [0]
  for (const part of parts) {
    const offset = starts.at(-1)!
    for (const start of part.starts.subarray(1)) starts.push(offset + start)
  }
  return {
    starts: Int32Array.from(starts),
    y: floats(p => p.y),
    truth: floats(p => p.truth),
    model: floats(p => p.model),
    rule: floats(p => p.rule),
    group: Int32Array.from(parts.flatMap(p => [...p.group])),
    columns: Object.fromEntries(USED.map(name => [name, floats(p => p.columns[name]!)])),
  }
}
