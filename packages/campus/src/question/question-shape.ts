import { type Shape, shape } from '@headway/learn'
import type { Delays } from '../moment/cut.ts'
import type { Moment } from '../moment/moment.ts'
import type { CodesEvent, Event, Question, RangeEvent, Target } from './question.ts'

const codesEvent = shape.record<CodesEvent>({ name: shape.text, values: shape.list(shape.text) })
const rangeEvent = shape.record<RangeEvent>({
  name: shape.text,
  comparison: shape.oneOf('<', '<=', '>', '>='),
  bound: shape.number(),
})

/** Codes where it lists values, otherwise a range. */
const event: Shape<Event> = value =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'values') ? codesEvent(value) : rangeEvent(value)

type Classes = Extract<Target, { kind: 'ordinal' | 'multiclass' }>
type Bands = Extract<Target, { cuts: unknown }>
type Binary = Extract<Target, { kind: 'binary' }>
type Regression = Extract<Target, { kind: 'regression' }>

const classes: Shape<Classes> = shape.record<Classes>({
  kind: shape.oneOf('ordinal', 'multiclass'),
  column: shape.text,
  event: shape.optional(codesEvent),
})

const bands: Shape<Bands> = shape.record<Bands>({
  kind: shape.oneOf('ordinal'),
  column: shape.text,
  cuts: shape.where(shape.rising, cuts => (cuts.length > 0 ? undefined : ' must name a cut')),
  event: shape.optional(shape.oneOf(undefined)),
})

/** Bands where it lists cuts, otherwise codes. */
const ordinal: Shape<Classes | Bands> = value =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'cuts') ? bands(value) : classes(value)

type MomentOf<K extends Moment['kind']> = Extract<Moment, { kind: K }>

const moment = shape.variants<'kind', Moment>('kind', {
  day: shape.record<MomentOf<'day'>>({ kind: shape.oneOf('day'), day: shape.number() }),
  share: shape.record<MomentOf<'share'>>({ kind: shape.oneOf('share'), share: shape.number() }),
  date: shape.record<MomentOf<'date'>>({ kind: shape.oneOf('date'), date: shape.number() }),
})

export const questionShape: Shape<Question> = shape.record<Question>({
  population: shape.text,
  target: shape.variants<'kind', Target>('kind', {
    ordinal: ordinal as Shape<never>, // one member of the type for two kinds
    multiclass: classes as Shape<never>,
    binary: shape.record<Binary>({ kind: shape.oneOf('binary'), column: shape.text, event }),
    regression: shape.record<Regression>({ kind: shape.oneOf('regression'), column: shape.text }),
  }),
  moment: shape.text,
  at: shape.optional(
    shape.record<NonNullable<Question['at']>>({
      moment,
      delays: shape.record<Delays>({ marking: shape.whole(0), results: shape.whole(0) }),
    }),
  ),
  indicators: shape.names(1),
  withProtected: shape.flag,
})
