import {
  crossValidatePart,
  type FitContext,
  LearnError,
  type Metric,
  metrics,
  type OutOfFold,
  type Procedure,
  planWholeBlocks,
  type SplitPlan,
  splitSample,
  takeForecasts,
  wholeOf,
} from '@headway/learn'
import { CampusError } from '../errors.ts'
import type { Frame } from '../train/frame.ts'

/** How figures differ from term to term: what an interval over students does not show. */
export interface BetweenTerms {
  readonly terms: readonly TermFigures[] // in time
  readonly ranges: Readonly<Record<string, TermRange>> // by metric id
}

export interface TermFigures {
  readonly term: string
  readonly n: number
  readonly metrics: Readonly<Record<string, number>> // a metric that these rows leave undefined is left out
}

export interface TermRange {
  readonly low: number
  readonly high: number
  readonly terms: number // that gave a figure
  readonly estimand: string
}

export interface BetweenTermsOptions {
  readonly seed: number
  /** A later intake: only what it trains on is looked at, its test term not at all. Absent: all terms. */
  readonly plan?: SplitPlan
}

/**
 * Each term forecast by a model made from all others (later ones too, students of the term left out), and every metric's lowest and
 * highest value over them. With few terms the range is wide and rough: the next term may well lie outside.
 *
 * @param procedure what makes a model of a training part: `fixed(recipe)`, or the whole tuning
 * @throws CampusError `bad_question` of one term; LearnError `too_few_rows`, `aborted`
 */
export function betweenTerms(
  { sample, termNames = [] }: Frame,
  procedure: Procedure,
  { seed, plan }: BetweenTermsOptions,
  ctx: Omit<FitContext, 'seed'> = {},
): BetweenTerms {
  const part = plan ? splitSample(sample, plan).next().value?.train : wholeOf(sample)
  if (!part?.terms || new Set(part.terms).size < 2)
    throw new CampusError(
      'bad_question',
      'How figures differ between terms takes at least two terms of past students. Add an earlier term.',
    )
  const { terms: blocks, groups } = part
  const left = planWholeBlocks({ blocks, kind: 'whole-terms', ...(groups && { groups }) })
  return termFigures(crossValidatePart(part, left, procedure, { ...ctx, seed }), i => termNames[blocks[i]!] ?? `term ${blocks[i]}`)
}

/** The same from forecasts whose folds are terms. Small terms that make one fold are named together. */
export function termFigures(forecasts: OutOfFold, termOf: (row: number) => string): BetweenTerms {
  const terms = termRows(forecasts).map((rows): TermFigures => {
    const own = takeForecasts(forecasts, rows)
    return { term: termsName(rows, termOf), n: rows.length, metrics: figuresOf(own) }
  })
  const ids = [...new Set(terms.flatMap(t => Object.keys(t.metrics)))]
  return { terms, ranges: Object.fromEntries(ids.map(id => [id, rangeOf(terms.flatMap(t => t.metrics[id] ?? []))])) }
}

/** The rows of each fold of the first repeat. */
export function termRows({ repeats }: OutOfFold): number[][] {
  const fold = repeats[0]?.fold ?? new Int32Array()
  const folds = fold.reduce((most, f) => Math.max(most, f), -1) + 1
  return Array.from({ length: folds }, (_, f) => [...fold.keys()].filter(i => fold[i] === f))
}

export function termsName(rows: readonly number[], termOf: (row: number) => string): string {
  return [...new Set(rows.map(termOf))].sort().join(' and ')
}

function rangeOf(values: readonly number[]): TermRange {
  return {
    low: Math.min(...values),
    high: Math.max(...values),
    terms: values.length,
    estimand: `between terms: lowest and highest of ${values.length} terms, each forecast from the others`,
  }
}

function figuresOf({ task, y, repeats }: OutOfFold): Record<string, number> {
  const of = (metric: Metric) => {
    try {
      return [[metric.id, metric.compute(y, repeats[0]!.forecast, task)] as const]
    } catch (error) {
      if (error instanceof LearnError && error.code === 'metric_undefined') return []
      throw error
    }
  }
  return Object.fromEntries(
    Object.values(metrics)
      .filter(m => m.tasks.includes(task.kind))
      .flatMap(of),
  )
}
