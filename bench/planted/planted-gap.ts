import { askAt, defaultPlan, generateRecords, groupsOf } from '@headway/campus'
import {
  columnOf,
  crossValidate,
  deriveSeed,
  type FittedRecipe,
  fitRecipe,
  forecast,
  type OutOfFold,
  type Table,
  table,
  takeRows,
  testedRows,
} from '@headway/learn'
import type { Row } from '../result.ts'
import { counter } from './count.ts'
import { AT, linear } from './pool.ts'
import { rateRow } from './rate.ts'
import { cutOf, figuresBeyond, type TrueFigures } from './true-figures.ts'

const SHARES = [0.1, 0.3]
const STUDENTS = 400 // new ones a term
const POPULATION = 40 // generated records whose test terms together are the population

const measures = { missRate: 'missed', wronglyListed: 'wrongly listed', calibration: 'calibration gap' } as const

type Measure = keyof typeof measures

/**
 * The whole path on generated records in which group B does not pass more often than all else says: cut, indicators, a model without the
 * group as input trained on one term and tested on the next, the audit at a list length. What is true of that very model is counted
 * on other records of the same kind, at the same cut.
 */
export function plantedGap(task: string, gap: number, times: number): Row[] {
  const people = populationOf(gap)
  const count = counter(task)
  const population = `gap ${gap}`
  const called = new Map<string, number>()
  const call = (what: string) => void called.set(what, (called.get(what) ?? 0) + 1)
  const audits = new Map<string, number>()
  const means = new Map<string, { audit: number; truth: number; n: number }>()
  for (let s = 0; s < times; s++) {
    const { frame, fitted, forecasts } = trainedOn(gap, deriveSeed(5, 'audited', gap, s))
    const tested = testedRows(forecasts.repeats[0]!)
    const p = forecast(fitted, people.table).data.filter((_, at) => at % 2 === 1)
    const own = Float64Array.from(tested, i => forecasts.repeats[0]!.forecast.data[2 * i + 1]!)
    for (const share of SHARES) {
      const list = `list of ${100 * share} %`
      const length = Math.round(share * tested.length)
      const audit = groupsOf(forecasts, frame, { length })
      if (!audit) continue
      audits.set(list, (audits.get(list) ?? 0) + 1)
      const truth = figuresBeyond(people, p, cutOf(own, length))
      if (audit.comparisons.some(c => c.holm < 0.05)) call(list)
      for (const line of audit.comparisons) {
        const what = `${measures[line.measure]}, ${list}`
        const real = difference(truth, line.measure)
        if (line.holm < 0.05) call(what)
        count.one(
          { interval: `group A less everyone else: ${what}`, population, truth: 'the same model and cut on other records of the kind' },
          line,
          real,
        )
        const mean = means.get(what) ?? { audit: 0, truth: 0, n: 0 }
        means.set(what, { audit: mean.audit + line.value, truth: mean.truth + real, n: mean.n + 1 })
      }
    }
  }
  const flagged = [...audits].flatMap(([list, n]) => [
    rateRow(
      { task, what: `any difference, ${list}`, metric: 'called a difference', population, ...(gap === 0 && { most: 0.05 }) },
      called.get(list) ?? 0,
      n,
    ),
    ...Object.values(measures).map(measure =>
      rateRow({ task, what: `${measure}, ${list}`, metric: 'called a difference', population }, called.get(`${measure}, ${list}`) ?? 0, n),
    ),
  ])
  const recovered = [...means].map(([what, { audit, truth, n }]) => ({
    ...rateRow({ task, what, metric: 'mean difference', population }, 0, n),
    ours: audit / n,
    interval: null,
    peer: truth / n,
    peerName: 'truth',
  }))
  return [...flagged, ...recovered, ...count.rows()]
}

interface People {
  readonly table: Table
  readonly y: Float64Array
  readonly group: Int32Array
}

function populationOf(gap: number): People {
  const parts = Array.from({ length: POPULATION }, (_, k) => {
    const { frame, test } = framed(gap, deriveSeed(5, 'population', gap, k))
    const group = columnOf(frame.dataset.table, 'group')
    return {
      table: takeRows(frame.sample.table, test),
      y: Float64Array.from(test, i => frame.sample.y[i]!),
      group: Int32Array.from(test, i => (group.kind === 'categorical' ? group.codes[frame.rows[i]!]! : 0)),
    }
  })
  return {
    table: stacked(parts.map(part => part.table)),
    y: Float64Array.from(parts.flatMap(part => [...part.y])),
    group: Int32Array.from(parts.flatMap(part => [...part.group])),
  }
}

function framed(gap: number, seed: number) {
  const { records } = generateRecords({ newStudents: STUDENTS, terms: 2, seed, groupGap: gap })
  const { frame } = askAt(records, { target: 'result=Fail,Withdrawn', ...AT })
  const plan = defaultPlan(frame, seed)
  return { frame, plan, test: plan.repeats[0]![0]!.test }
}

function trainedOn(gap: number, seed: number) {
  const { frame, plan } = framed(gap, seed)
  let fitted: FittedRecipe | undefined
  const forecasts: OutOfFold = crossValidate(frame.sample, plan, (part, ctx) => (fitted = fitRecipe(linear, part, ctx)), { seed })
  return { frame, forecasts, fitted: fitted! }
}

/** Tables of the same columns and levels, one below the other. */
function stacked(tables: readonly Table[]): Table {
  return table(
    tables[0]!.columns.map((column, c) => {
      const parts = tables.map(t => t.columns[c]!)
      if (column.kind === 'numeric')
        return { ...column, values: Float64Array.from(parts.flatMap(part => (part.kind === 'numeric' ? [...part.values] : []))) }
      return { ...column, codes: Int32Array.from(parts.flatMap(part => (part.kind === 'categorical' ? [...part.codes] : []))) }
    }),
  )
}

function difference({ of: [a, b] }: TrueFigures, measure: Measure): number {
  return a![measure] - b![measure]
}
