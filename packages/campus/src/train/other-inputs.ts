import {
  type Candidate,
  type Choice,
  crossValidate,
  type FitContext,
  fixed,
  type OutOfFold,
  type Recipe,
  type SplitPlan,
  tune,
} from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'
import { findSuspects } from '../leakage/find-suspects.ts'
import { isInput } from '../question/ask-question.ts'
import { derivations } from './derived.ts'
import { type Frame, frame } from './frame.ts'

/** Forecasts of the same recipes with the other choice of protected columns as inputs. */
export interface OtherInputs {
  readonly forecasts: OutOfFold
  /** Titles of the protected columns that one side has and the other has not. */
  readonly columns: readonly string[]
  /** Whether it is these forecasts that had them. */
  readonly withProtected: boolean
}

/**
 * What each part of the plan chose, fitted once more on that part without the protected columns where the question has some, with all of
 * them where it has none; not tuned again. A protected column that may know the outcome stays out.
 *
 * @param chosen by part of the plan, in the order of `crossValidate`
 * @returns nothing where the codebook has no protected column to give, or the question no other
 */
export function otherInputs(
  framed: Frame,
  plan: SplitPlan,
  chosen: readonly Candidate[],
  { calibrator, folds }: { readonly calibrator?: string; readonly folds: number },
  ctx: FitContext,
): OtherInputs | undefined {
  const other = otherFrame(framed)
  if (!other) return undefined
  const parts = chosen.values()
  const forecasts = crossValidate(
    other.frame.sample,
    plan,
    (part, own) => {
      const candidate = parts.next().value!
      const recipe = onColumnsOf(other.frame, candidate.recipe)
      if (calibrator === undefined) return fixed(recipe)(part, own)
      return tune(part, { candidates: [{ ...candidate, recipe }], blend: false, folds, calibrator }, own).fitted
    },
    ctx,
  )
  return { forecasts, columns: other.columns, withProtected: other.withProtected }
}

function otherFrame(framed: Frame): { frame: Frame; columns: string[]; withProtected: boolean } | undefined {
  const { dataset, question } = framed
  const isProtected = (field: Field) => isInput(field) && field.sensitivity === 'protected' && field.name !== question.target.column
  const has = dataset.codebook.fields.filter(field => isProtected(field) && question.indicators.includes(field.name))
  const withProtected = has.length === 0
  const lacks = dataset.codebook.fields.filter(field => isProtected(field) && !field.optional)
  const asked = (indicators: readonly string[]) => ({ ...question, indicators, withProtected })
  const suspected = withProtected ? findSuspects({ ...framed, question: asked(lacks.map(f => f.name)) }).map(s => s.column) : []
  const moved = withProtected ? lacks.filter(field => !suspected.includes(field.name)) : has
  const names = moved.map(field => field.name)
  const indicators = withProtected ? [...question.indicators, ...names] : question.indicators.filter(name => !names.includes(name))
  if (names.length === 0 || indicators.length === 0) return undefined
  const { sample } = frame(dataset, asked(indicators))
  return { frame: { ...framed, question: asked(indicators), sample }, columns: moved.map(field => field.title), withProtected }
}

/** The recipe with what it derives taken from the columns there are; of an average, each member. */
function onColumnsOf(framed: Frame, { steps, learner }: Recipe): Recipe {
  const params = derivations(framed)
  const members = learner.params?.['members'] as readonly Recipe[] | undefined
  return {
    steps: steps.flatMap((step): Choice[] => (step.kind !== 'derive' ? [step] : params ? [{ kind: 'derive', params }] : [])),
    learner: members ? { ...learner, params: { ...learner.params, members: members.map(m => onColumnsOf(framed, m)) } } : learner,
  }
}
