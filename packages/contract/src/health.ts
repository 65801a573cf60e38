import { type Static, Type } from 'typebox'

export const Health = Type.Object(
  {
    status: Type.Union([Type.Literal('ok'), Type.Literal('preparing'), Type.Literal('no_model')]),
    version: Type.String(),
    model: Type.Union([Type.String(), Type.Null()]),
    synthetic: Type.Boolean({ description: 'True while the model at work was trained on invented students.' }),
    progress: Type.Optional(Type.Object({ done: Type.Integer(), total: Type.Integer() })),
  },
  { examples: [{ status: 'ok', version: '0.1.0', model: 'mdl_3f9c1c0f7b2a', synthetic: true }] },
)
export type Health = Static<typeof Health>
