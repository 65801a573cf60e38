import { type Static, Type } from 'typebox'

const Figure = Type.Union([Type.Number(), Type.Null()])

/** A figure with its interval, how many rows it is from, and what exactly it estimates. */
export const EstimateAnswer = Type.Object({
  value: Figure,
  low: Figure,
  high: Figure,
  n: Type.Integer(),
  estimand: Type.String(),
})
export type EstimateAnswer = Static<typeof EstimateAnswer>

export const DifferenceAnswer = Type.Object({
  value: Figure,
  low: Figure,
  high: Figure,
  pOneSided: Figure,
  estimand: Type.String(),
})
export type DifferenceAnswer = Static<typeof DifferenceAnswer>

const ClassScores = Type.Object({ precision: Figure, recall: Figure, 'f1-score': Figure, support: Type.Number() })

/** As the starting point has them; null where a figure has no meaning for this target. */
export const Metrics = Type.Object({
  loss: Figure,
  accuracy: Figure,
  precision: Figure,
  recall: Figure,
  f1_score: Figure,
  classification_report: Type.Optional(Type.Record(Type.String(), ClassScores)),
})
export type Metrics = Static<typeof Metrics>

/** What lists of the length that staff can handle find: the model's, and every simple rule's on the same rows. */
export const GateAnswer = Type.Object({
  event: Type.String(),
  listed: Type.Integer({ description: 'Places on the list.' }),
  n: Type.Number(),
  events: Type.Number({ description: 'Of n, with the event.' }),
  found: Type.Number({ description: 'Of those with the event, on the list that the model makes.' }),
  rules: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), found: Type.Number(), difference: DifferenceAnswer })),
  recommend: Type.Object(
    { id: Type.String(), label: Type.String() },
    { description: 'What to list by: the model where it is better, a simple rule otherwise.' },
  ),
  overrule: Type.Optional(Type.Object({ reason: Type.String(), by: Type.String() })),
})
export type GateAnswer = Static<typeof GateAnswer>

/** How good the model is on students it never saw. */
export const EvaluateAnswer = Type.Object(
  {
    metrics: Metrics,
    confusion_matrix: Type.Object({
      type: Type.Literal('confusion_matrix'),
      confusion_matrix: Type.Array(Type.Array(Type.Number()), {
        description: 'Rows: what happened; columns: what was forecast. Mean over the repeats.',
      }),
      labels: Type.Array(Type.String()),
    }),
    intervals: Type.Record(Type.String(), EstimateAnswer, { description: 'Every metric with its interval, by metric id.' }),
    baselines: Type.Array(
      Type.Object({
        id: Type.String(),
        label: Type.String(),
        metrics: Metrics,
        behind_model: Type.Optional(DifferenceAnswer),
      }),
      { description: 'Simple rules, judged in the same way.' },
    ),
    verdict: Type.Object(
      { kind: Type.String(), sentence: Type.String() },
      { description: 'better, not better or too few to tell: at the length of the list where there is a gate, by the loss otherwise.' },
    ),
    gate: Type.Optional(GateAnswer),
    question: Type.String(),
    protocol: Type.String({ description: 'How it was judged.' }),
    rows: Type.Integer(),
    limits: Type.Array(Type.String()),
    model: Type.String(),
    synthetic: Type.Boolean(),
  },
  {
    examples: [
      {
        metrics: { loss: 1.61, accuracy: 0.38, precision: 0.35, recall: 0.38, f1_score: 0.36 },
        confusion_matrix: {
          type: 'confusion_matrix',
          confusion_matrix: [
            [3, 1],
            [2, 8],
          ],
          labels: ['Fail', 'DD'],
        },
        intervals: { accuracy: { value: 0.38, low: 0.31, high: 0.45, n: 145, estimand: 'pooled out-of-fold, bootstrap over students' } },
        baselines: [],
        verdict: { kind: 'better', sentence: 'Better than every simple rule.' },
        question: 'For all enrolments with a recorded Output Grade: …',
        protocol: '5 folds × 10 repeats, stratified',
        rows: 145,
        limits: [],
        model: 'mdl_3f9c1c0f7b2a',
        synthetic: false,
      },
    ],
  },
)
export type EvaluateAnswer = Static<typeof EvaluateAnswer>
