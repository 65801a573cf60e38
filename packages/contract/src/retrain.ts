import { type Static, Type } from 'typebox'
import { DifferenceAnswer, Metrics } from './evaluate.ts'

export const RetrainQuery = Type.Object(
  {
    wait: Type.Optional(
      Type.Union([Type.Literal('true'), Type.Literal('false')], { description: 'false: answer 202 at once and say which job to watch.' }),
    ),
  },
  { additionalProperties: false },
)

/** Old against new on the same outer folds, each refitted without the test rows. */
export const ComparisonAnswer = Type.Object({
  verdict: Type.Union([Type.Literal('better'), Type.Literal('worse'), Type.Literal('too close to tell')]),
  sentence: Type.String(),
  interval: DifferenceAnswer,
  plan: Type.String(),
})
export type ComparisonAnswer = Static<typeof ComparisonAnswer>

export const RetrainAnswer = Type.Object(
  {
    message: Type.String(),
    old_metrics: Type.Union([Metrics, Type.Null()]),
    new_metrics: Metrics,
    comparison: Type.Union([ComparisonAnswer, Type.Null()]),
    job: Type.String(),
    model: Type.String({ description: 'The new model. It waits until POST /api/save_retrain says keep or revert.' }),
    synthetic: Type.Boolean(),
  },
  {
    examples: [
      {
        message: 'The new model is trained and waits. Keep it: POST /api/save_retrain with true; revert: false.',
        old_metrics: { loss: 1.7, accuracy: 0.35, precision: 0.33, recall: 0.35, f1_score: 0.33 },
        new_metrics: { loss: 1.62, accuracy: 0.38, precision: 0.35, recall: 0.38, f1_score: 0.36 },
        comparison: {
          verdict: 'too close to tell',
          sentence: 'The new model loses 0.08 less per student (−0.05 to 0.21): too close to tell.',
          interval: { value: 0.08, low: -0.05, high: 0.21, pOneSided: 0.11, estimand: 'mean log loss, old minus new, corrected t' },
          plan: '5 folds × 10 repeats, stratified',
        },
        job: 'job_5b0c9d1e2f3a',
        model: 'mdl_3f9c1c0f7b2a',
        synthetic: false,
      },
    ],
  },
)
export type RetrainAnswer = Static<typeof RetrainAnswer>

export const SaveRetrainBody = Type.Boolean({ description: 'true keeps the new model, false reverts to the old one.', examples: [true] })

export const SaveRetrainAnswer = Type.Object(
  { message: Type.String(), model: Type.Union([Type.String(), Type.Null()], { description: 'The model at work now.' }) },
  { examples: [{ message: 'The new model is at work.', model: 'mdl_3f9c1c0f7b2a' }] },
)
export type SaveRetrainAnswer = Static<typeof SaveRetrainAnswer>
