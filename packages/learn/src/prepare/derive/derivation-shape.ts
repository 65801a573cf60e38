import { type Shape, shape } from '../../bundle/shape.ts'
import type { Derivation } from './derivation.ts'

type Of<Kind extends Derivation['kind']> = Extract<Derivation, { kind: Kind }>

/** A derivation read from a file. Whether its columns are there, and of the right kind, shows when it is computed. */
export const derivationShape: Shape<Derivation> = shape.variants<'kind', Derivation>('kind', {
  share: shape.record<Of<'share'>>({ kind: shape.oneOf('share'), name: shape.text, part: shape.text, whole: shape.text }),
  total: shape.record<Of<'total'>>({
    kind: shape.oneOf('total'),
    name: shape.text,
    measure: shape.text,
    columns: shape.list(shape.text, 1),
  }),
  change: shape.record<Of<'change'>>({
    kind: shape.oneOf('change'),
    name: shape.text,
    measure: shape.text,
    from: shape.text,
    to: shape.text,
  }),
  relative: shape.record<Of<'relative'>>({
    kind: shape.oneOf('relative'),
    name: shape.text,
    column: shape.text,
    by: shape.text,
    means: shape.list(shape.number()),
    overall: shape.number(),
  }),
})
