import { type Static, Type } from 'typebox'

export const FeatureOption = Type.Object({
  label: Type.String(),
  value: Type.Union([Type.Integer(), Type.String()]),
})
export type FeatureOption = Static<typeof FeatureOption>

/** One input of a forecast, with its friendly name and the answers it may have. */
export const Feature = Type.Object({
  feature: Type.String({ description: 'Friendly name.' }),
  name: Type.String({ description: 'Column name.' }),
  kind: Type.Union([Type.Literal('nominal'), Type.Literal('ordinal'), Type.Literal('quantity'), Type.Literal('identifier')]),
  options: Type.Array(FeatureOption, { description: 'Empty for a quantity.' }),
  description: Type.Optional(Type.String()),
  minimum: Type.Optional(Type.Number()),
  maximum: Type.Optional(Type.Number()),
  unit: Type.Optional(Type.String()),
  sensitivity: Type.Optional(Type.Union([Type.Literal('protected'), Type.Literal('proxy')])),
  actionable: Type.Boolean({ description: 'Whether it can still change; otherwise it is background.' }),
  used: Type.Boolean({
    description: 'Whether the model at work looks at it. Protected ones are accepted and not given to it unless a person said so.',
  }),
})
export type Feature = Static<typeof Feature>

export const FeatureList = Type.Object(
  { features: Type.Array(Feature, { description: 'In the order in which POST /api/predict takes positional values.' }) },
  {
    examples: [
      {
        features: [
          {
            feature: 'Student Age',
            name: 'AGE',
            kind: 'ordinal',
            options: [{ label: '18-21', value: 1 }],
            sensitivity: 'protected',
            actionable: false,
            used: false,
          },
        ],
      },
    ],
  },
)
export type FeatureList = Static<typeof FeatureList>
