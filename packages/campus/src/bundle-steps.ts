import { defineSteps } from '@headway/learn'
import { countRows } from './lists/past-forecasts.ts'

/** How bundles of earlier versions become one of this version. Every version ever shipped keeps one in golden/bundles. */
export const bundleLadder = defineSteps([
  { to: 2, up: addRoundsAndIntervals },
  { to: 3, up: countPast },
])

interface Version1 {
  readonly fitted: {
    readonly learner: string
    readonly model: { readonly base?: readonly number[]; readonly trees?: readonly unknown[] }
  }
  readonly report: { readonly model: { readonly tried: readonly object[] } }
}

/** Version 2: a boosting model says its rounds, and a search's leaderboard has an interval, which was not measured before. */
function addRoundsAndIntervals(body: unknown): unknown {
  const { fitted, report, ...rest } = body as Version1
  const { base = [], trees = [] } = fitted.model
  const model = fitted.learner === 'boosting' ? { ...fitted.model, rounds: trees.length / base.length } : fitted.model
  const tried = report.model.tried.map(line => ({ ...line, low: null, high: null }))
  return { ...rest, fitted: { ...fitted, model }, report: { ...report, model: { ...report.model, tried } } }
}

interface Version2 {
  readonly past?: {
    readonly event: string
    readonly p: readonly number[]
    readonly happened: readonly number[]
    readonly term?: readonly number[]
    readonly students: number
  }
}

/** Version 3: past forecasts are counted by forecast and term; there was a line for each row. */
function countPast(body: unknown): unknown {
  const { past, ...rest } = body as Version2
  if (!past) return body
  const { event, p, happened, term, students } = past
  const rows = p.map((value, i) => ({ p: value, happened: happened[i]!, ...(term && { term: term[i]! }) }))
  return { ...rest, past: { event, ...countRows(rows), students } }
}
