import { type Shape, shape } from '@headway/learn'
import type { GroupAudit, GroupLine, TraitLines } from './audit-groups.ts'
import type { ComparisonLine } from './compare-all.ts'
import type { AuditComparison } from './compare-audits.ts'
import type { estimands, GroupFigures } from './group-figures.ts'
import type { Intersection } from './intersections.ts'
import type { MissCurve } from './miss-curve.ts'
import type { SuppressionRule } from './suppress/rule.ts'

const { text, flag, list, optional, atLeast } = shape
const number = shape.number()
const count = shape.whole(0)
const bounded = atLeast<GroupFigures['missRate']>({ value: number, low: number, high: number })

const figures = atLeast<GroupFigures>({
  n: count,
  positives: count,
  listed: number,
  missed: number,
  missRate: bounded,
  wronglyListed: bounded,
  passedAnyway: optional(bounded),
  observed: number,
  meanForecast: number,
  calibration: bounded,
})

const line = atLeast<GroupLine>({ label: text, figures: optional(figures) })
const traitLines = atLeast<TraitLines>({
  column: text,
  title: text,
  sensitivity: shape.oneOf('protected', 'proxy'),
  groups: list(line),
})
const pair = list(text, 2, 2)
const intersection = atLeast<Intersection>({
  columns: pair,
  titles: pair,
  cells: list(atLeast<Intersection['cells'][number]>({ labels: pair, figures: optional(figures) })),
})
const comparison = atLeast<ComparisonLine>({
  column: text,
  title: text,
  group: text,
  measure: shape.oneOf('missRate', 'wronglyListed', 'calibration'),
  here: number,
  elsewhere: number,
  value: number,
  low: number,
  high: number,
  p: number,
  holm: number,
})
const curve = atLeast<MissCurve>({
  lengths: list(count),
  all: list(number),
  lines: list(atLeast<MissCurve['lines'][number]>({ column: text, title: text, group: text, missRates: list(shape.nullOr(number)) })),
})

/** Two audits side by side as a report holds them. */
export const auditComparisonShape: Shape<AuditComparison> = atLeast<AuditComparison>({
  names: list(text, 2, 2),
  lines: list(atLeast<AuditComparison['lines'][number]>({ title: optional(text), group: text, first: figures, second: figures })),
})

/** A group audit as a report holds it. */
export const groupAuditShape: Shape<GroupAudit> = atLeast<GroupAudit>({
  event: text,
  list: atLeast<GroupAudit['list']>({ length: count, rows: count, tied: flag }),
  severalRows: flag,
  rule: atLeast<SuppressionRule>({ fewest: count, narrowest: number, narrowestListed: number }),
  sentence: text,
  all: figures,
  traits: list(traitLines),
  leftOut: list(text),
  intersections: list(intersection),
  comparisons: list(comparison),
  multiplicity: text,
  curve: optional(curve),
  estimands: atLeast<Record<keyof typeof estimands, string>>({ share: text, calibration: text, difference: text }),
})
