import { type Static, Type } from 'typebox'

/** A code or number; null is not known. Codes that are whole numbers must be JSON numbers. */
const Given = Type.Unsafe<number | string | null>({ type: ['number', 'string', 'null'] })
const Positional = Type.Array(Given, { description: 'One value for each input, in the order of GET /api/features.', maxItems: 10_000 })
const Named = Type.Record(Type.String(), Given, {
  description: 'By column name or friendly title. What is absent or null is imputed and listed as unknown.',
})

/** What POST /api/predict takes: exactly one of the three. */
export const PredictBody = Type.Object(
  {
    features: Type.Optional(Positional),
    values: Type.Optional(Named),
    rows: Type.Optional(
      Type.Array(Type.Unsafe<Static<typeof Positional> | Static<typeof Named>>({ type: ['array', 'object'] }), {
        minItems: 1,
        description: 'Up to 1,000, each as in features or values.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      { features: [2, 1, 2, 3, 1, 2, 1, 3, 2, 1, 4, 3, 2, 1, 3, 2, 4, 3, 2, 1, 2, 3, 1, 2, 3, 1, 2, 3, 4, 5] },
      { values: { STUDY_HRS: 3, 'Class Attendance': 1, 'COURSE ID': 5, CUML_GPA: null } },
    ],
  },
)
export type PredictBody = Static<typeof PredictBody>

export const PredictQuery = Type.Object(
  {
    reasons: Type.Optional(
      Type.Union([Type.Literal('true'), Type.Literal('false')], { description: 'Also say why. Costs a little more.' }),
    ),
  },
  { additionalProperties: false },
)

export const ReasonAnswer = Type.Object({
  column: Type.String(),
  title: Type.String(),
  value: Type.String(),
  words: Type.Optional(Type.String({ description: 'The same in plain words, where the column has them.' })),
  contribution: Type.Number({
    description: 'Above 0 speaks for higher classes (ordinal), for the event (binary) or for the forecast class (multiclass).',
  }),
  scale: Type.String(),
  allocated: Type.Optional(
    Type.Literal(true, {
      description: 'In a stack of members on other scales: the sum of contributions is exact, how it is divided a convention.',
    }),
  ),
  kind: Type.Union([Type.Literal('can still change'), Type.Literal('background'), Type.Literal('unknown')]),
})
export type ReasonAnswer = Static<typeof ReasonAnswer>

const forecastMembers = {
  prediction: Type.Union([Type.String(), Type.Number()], { description: 'The label of the likeliest class, or the forecast number.' }),
  meaning: Type.Optional(Type.String()),
  probabilities: Type.Optional(Type.Record(Type.String(), Type.Number(), { description: 'By label, in class order; they sum to 1.' })),
  event: Type.Optional(Type.Object({ name: Type.String(), probability: Type.Number() }, { description: 'What help should come before.' })),
  unknown: Type.Array(Type.String(), {
    description: 'Inputs that were absent or null, whether the model uses them or not, or of a code that training never saw.',
  }),
  reasons: Type.Optional(Type.Array(ReasonAnswer)),
}

export const ForecastAnswer = Type.Object(forecastMembers)
export type ForecastAnswer = Static<typeof ForecastAnswer>

const modelMembers = {
  model: Type.String({ description: 'The id of the model that answered.' }),
  synthetic: Type.Boolean({ description: 'True while the model was trained on invented students.' }),
}

export const PredictAnswer = Type.Object(
  { ...forecastMembers, ...modelMembers },
  {
    examples: [
      {
        prediction: 'BB',
        meaning: 'Good',
        probabilities: { Fail: 0.03, DD: 0.12, DC: 0.11, CC: 0.13, CB: 0.1, BB: 0.24, BA: 0.12, AA: 0.15 },
        event: { name: 'Output Grade Fail or DD', probability: 0.15 },
        unknown: [],
        model: 'mdl_3f9c1c0f7b2a',
        synthetic: true,
      },
    ],
  },
)
export type PredictAnswer = Static<typeof PredictAnswer>

export const PredictBatchAnswer = Type.Object({ forecasts: Type.Array(ForecastAnswer), ...modelMembers })
export type PredictBatchAnswer = Static<typeof PredictBatchAnswer>
