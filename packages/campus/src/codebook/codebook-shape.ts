import { type Shape, shape } from '@headway/learn'
import { type Code, type Codebook, type Field, ROLES, type Scale } from './codebook.ts'

/** More columns than any table of students. */
const MOST_FIELDS = 10_000

const codes = shape.list(shape.record<Code>({ value: shape.text, label: shape.text, meaning: shape.optional(shape.text) }))

type Quantity = Extract<Scale, { kind: 'quantity' }>
type Listed = Extract<Scale, { codes: unknown }>

const listed: Shape<Listed> = shape.record<Listed>({ kind: shape.oneOf('nominal', 'ordinal'), codes })

const scale = shape.variants<'kind', Scale>('kind', {
  nominal: listed as Shape<never>, // one member of the type for two kinds
  ordinal: listed as Shape<never>,
  quantity: shape.record<Quantity>({
    kind: shape.oneOf('quantity'),
    minimum: shape.optional(shape.number()),
    maximum: shape.optional(shape.number()),
    integer: shape.optional(shape.flag),
    unit: shape.optional(shape.text),
  }),
  identifier: shape.record<{ readonly kind: 'identifier' }>({ kind: shape.oneOf('identifier') }),
})

/** A codebook as far as its members go; `checkCodebook` looks whether it makes sense. */
export const codebookShape: Shape<Codebook> = shape.record<Codebook>({
  name: shape.text,
  title: shape.text,
  key: shape.list(shape.text),
  missing: shape.list(shape.text),
  fields: shape.list(
    shape.record<Field>({
      name: shape.text,
      title: shape.text,
      description: shape.optional(shape.text),
      scale,
      role: shape.oneOf(...ROLES),
      availableFrom: shape.optional(shape.text),
      sensitivity: shape.optional(shape.oneOf('protected', 'proxy')),
      actionable: shape.flag,
      byDesign: shape.optional(shape.flag),
      optional: shape.optional(shape.flag),
      event: shape.optional(shape.list(shape.text)),
      rule: shape.optional(shape.text),
      words: shape.optional(shape.record<NonNullable<Field['words']>>({ high: shape.text, low: shape.text })),
      boundedBy: shape.optional(shape.text),
      measure: shape.optional(shape.record<NonNullable<Field['measure']>>({ name: shape.text, at: shape.number() })),
    }),
    1,
    MOST_FIELDS,
  ),
})
