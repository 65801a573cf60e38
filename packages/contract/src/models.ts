import { type Static, Type } from 'typebox'
import { Metrics } from './evaluate.ts'

export const ModelId = Type.String({ pattern: '^mdl_[0-9a-f]{12}$' })

/** champion: at work; challenger: waits for keep or revert; former: was at work once; discarded: never was. */
export const ModelStanding = Type.Union([
  Type.Literal('champion'),
  Type.Literal('challenger'),
  Type.Literal('former'),
  Type.Literal('discarded'),
])
export type ModelStanding = Static<typeof ModelStanding>

export const ModelSummary = Type.Object({
  id: Type.String(),
  standing: ModelStanding,
  name: Type.String({ description: 'The recipe that was chosen.' }),
  question: Type.String(),
  rows: Type.Integer(),
  synthetic: Type.Boolean(),
  verdict: Type.String(),
  metrics: Metrics,
  created_at: Type.String({ description: 'UTC, ISO 8601.' }),
})
export type ModelSummary = Static<typeof ModelSummary>

export const ModelList = Type.Array(ModelSummary, {
  examples: [
    [
      {
        id: 'mdl_3f9c1c0f7b2a',
        standing: 'champion',
        name: 'linear, penalty 0.05, 4 best columns',
        question: 'For all enrolments with a recorded Output Grade: …',
        rows: 145,
        synthetic: false,
        verdict: 'better',
        metrics: { loss: 1.62, accuracy: 0.38, precision: 0.35, recall: 0.38, f1_score: 0.36 },
        created_at: '2026-11-22T12:00:00.000Z',
      },
    ],
  ],
})

/** The whole report, as `campus` makes it. */
export const ReportAnswer = Type.Object(
  { model: Type.String(), report: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object', additionalProperties: true }) },
  { examples: [{ model: 'mdl_3f9c1c0f7b2a', report: { question: 'For all enrolments …', verdict: { kind: 'better', sentence: '…' } } }] },
)

/** The text of a model file; it is JSON, and read as it stands. */
export const TakeModelBody = Type.String({
  description: 'The model file, as it stands.',
  examples: ['{"format":"headway-bundle","kind":"headway-model","version":3,"sha256":"…","body":{}}'],
})

export const TakeModelAnswer = Type.Object(
  { message: Type.String(), model: Type.String({ description: 'The model. It waits until POST /api/save_retrain says keep or revert.' }) },
  { examples: [{ message: 'The model waits: imported from XGBoost 3.2.0, binary:logistic, 300 rounds. …', model: 'mdl_3f9c1c0f7b2a' }] },
)
export type TakeModelAnswer = Static<typeof TakeModelAnswer>
