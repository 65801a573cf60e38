import { type Shape, shape } from '@headway/learn'
import type { Difference, Estimate } from '../report/report.ts'
import type { Gate, GateLine, Overrule } from './gate.ts'
import type { ListLength, ListLine, ListTable } from './list-lengths.ts'
import type { ListStability } from './list-stability.ts'

const { text, list, optional, atLeast } = shape
const number = shape.number()
const count = shape.whole(0)

const estimate = atLeast<Estimate>({ value: number, low: number, high: number, n: number, estimand: text })
const difference = atLeast<Difference>({ value: number, low: number, high: number, pOneSided: number, estimand: text })

export const listTableShape: Shape<ListTable> = atLeast<ListTable>({
  event: text,
  n: number,
  events: number,
  students: count,
  lengths: list(
    atLeast<ListLength>({
      listed: count,
      share: number,
      lines: list(atLeast<ListLine>({ id: text, label: text, found: estimate, recall: estimate, precision: estimate }), 1),
      sentence: text,
    }),
  ),
})

export const gateShape: Shape<Gate> = atLeast<Gate>({
  kind: shape.oneOf('better', 'not better', 'too few to tell'),
  sentence: text,
  event: text,
  listed: count,
  n: number,
  events: number,
  found: number,
  rules: list(atLeast<GateLine>({ id: text, label: text, found: number, difference, moreStudents: optional(count) })),
  recommend: atLeast<Gate['recommend']>({ id: text, label: text }),
  overrule: optional(atLeast<Overrule>({ reason: text, by: text })),
})

export const listStabilityShape: Shape<ListStability> = atLeast<ListStability>({
  refits: count,
  listed: count,
  n: count,
  overlap: number,
  overlapByChance: number,
  stable: number,
})
