import { type Static, Type } from 'typebox'

export const Health = Type.Object(
  {
    status: Type.Union([Type.Literal('ok'), Type.Literal('preparing'), Type.Literal('failed'), Type.Literal('no_model')], {
      description: 'failed: the demo model of the first start could not be made.',
    }),
    version: Type.String(),
    model: Type.Union([Type.String(), Type.Null()]),
    synthetic: Type.Boolean({ description: 'True while the model at work was trained on invented students.' }),
    why: Type.Optional(Type.String({ description: 'Why there is no model at work, and what to do.' })),
    progress: Type.Optional(Type.Object({ done: Type.Integer(), total: Type.Integer() })),
  },
  { examples: [{ status: 'ok', version: '0.1.0', model: 'mdl_3f9c1c0f7b2a', synthetic: true }] },
)
export type Health = Static<typeof Health>
