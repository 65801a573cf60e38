import { type Shape, shape } from '@headway/learn'
import { auditComparisonShape, groupAuditShape } from '../groups/group-audit-shape.ts'
import type { Twins } from '../leakage/find-twins.ts'
import type { Overrule } from '../lists/gate.ts'
import { gateShape, listStabilityShape, listTableShape } from '../lists/lists-shape.ts'
import type { JudgedSuspect } from '../study/ask-at.ts'
import type { BetweenTerms, TermFigures, TermRange } from './between-terms.ts'
import type { IntakeCalibration, TermCalibration } from './intake-calibration.ts'
import type { IntakeCoverage, TermCoverage } from './intake-coverage.ts'
import type { ProtectedBeside } from './protected-beside.ts'
import type {
  Calibration,
  ClassLine,
  Difference,
  Entry,
  Estimate,
  HonestyGap,
  Intakes,
  OutcomeSets,
  Protocol,
  Report,
  TriedLine,
  Verdict,
} from './report.ts'

const { text, flag, list, optional, atLeast } = shape
const number = shape.number()
const count = shape.whole(0)

const estimate = atLeast<Estimate>({ value: number, low: number, high: number, n: number, estimand: text })
const estimates = shape.mapOf(estimate)

const protocol = atLeast<Protocol>({
  plan: text,
  inner: text,
  notes: list(text),
  withProtected: flag,
  protectedColumns: list(text),
  seed: number,
})

const difference = atLeast<Difference>({ value: number, low: number, high: number, pOneSided: number, estimand: text })

const entry = atLeast<Entry>({
  id: text,
  label: text,
  metrics: estimates,
  unseen: optional(estimates),
  behindModel: optional(difference),
})

const ends = atLeast<{ low: number; high: number }>({ low: number, high: number })

const calibration = atLeast<Calibration>({
  of: text,
  bins: list(atLeast<Calibration['bins'][number]>({ forecast: number, observed: number, low: number, high: number, n: number })),
  slope: optional(number),
  intercept: optional(number),
  slopeInterval: optional(ends),
  interceptInterval: optional(ends),
})

const sets = atLeast<OutcomeSets>({
  level: number,
  kind: shape.oneOf('classes', 'range'),
  guaranteed: number,
  measured: estimate,
  meanSize: number,
  classes: optional(count),
  single: optional(number),
  byCell: optional(list(atLeast<NonNullable<OutcomeSets['byCell']>[number]>({ label: text, measured: estimate, meanSize: number }))),
})

const termCoverage = atLeast<TermCoverage>({
  term: text,
  n: count,
  share: number,
  low: number,
  high: number,
  meanSize: shape.nullOr(number),
  undecided: optional(number),
})

const termCalibration = atLeast<TermCalibration>({ term: text, n: count, error: number, byChance: number })

const intakes = atLeast<Intakes>({
  figures: atLeast<BetweenTerms>({
    terms: list(atLeast<TermFigures>({ term: text, n: count, metrics: shape.mapOf(number) })),
    ranges: shape.mapOf(atLeast<TermRange>({ low: number, high: number, terms: count, estimand: text })),
  }),
  coverage: list(atLeast<IntakeCoverage>({ level: number, foretold: list(termCoverage), tested: termCoverage, asForetold: flag })),
  calibration: optional(
    atLeast<IntakeCalibration>({ of: text, foretold: list(termCalibration), tested: termCalibration, asForetold: flag }),
  ),
})

const honestyGap = atLeast<HonestyGap>({
  learner: text,
  recipe: text,
  rowsBefore: count,
  rowsAfter: count,
  honest: estimates,
  naive: estimates,
  naiveOnRealRows: estimate,
  baseline: estimates,
})

/** A report as it must be for people to read it: every member that a page shows. Earlier versions wrote more of them. */
export const reportShape: Shape<Report> = atLeast<Report>({
  question: text,
  data: atLeast<Report['data']>({ hash: text, rows: count, students: count, synthetic: flag, codebook: text }),
  exclusions: list(atLeast<Report['exclusions'][number]>({ reason: text, rows: count })),
  protocol,
  suspects: optional(
    list(
      atLeast<JudgedSuspect>({
        column: text,
        kind: shape.oneOf('predicts too well', 'recorded for one outcome only', 'known too late', 'identifier'),
        evidence: text,
        kept: flag,
        keptBy: optional(atLeast<Overrule>({ reason: text, by: text })),
      }),
    ),
  ),
  twins: optional(atLeast<Twins>({ tested: count, copies: count, sentence: text })),
  entries: list(entry),
  verdict: atLeast<Verdict>({ kind: shape.oneOf('better', 'not better', 'too few to tell'), sentence: text }),
  gate: optional(gateShape),
  lists: optional(listTableShape),
  stability: optional(listStabilityShape),
  classes: optional(
    list(
      atLeast<ClassLine>({
        label: text,
        n: number,
        precision: number,
        recall: number,
        f1: number,
        intervals: optional(atLeast<NonNullable<ClassLine['intervals']>>({ precision: estimate, recall: estimate, f1: estimate })),
      }),
    ),
  ),
  confusion: optional(atLeast<NonNullable<Report['confusion']>>({ labels: list(text), counts: list(list(number)) })),
  calibration: optional(calibration),
  sets: optional(sets),
  intakes: optional(intakes),
  groups: optional(groupAuditShape),
  groupsBeside: optional(auditComparisonShape),
  beside: optional(
    atLeast<ProtectedBeside>({ sentence: text, columns: list(text), without: estimates, with: estimates, helps: difference }),
  ),
  honestyGap: optional(honestyGap),
  elsewhere: optional(atLeast<NonNullable<Report['elsewhere']>>({ name: text, claimedBy: text })),
  chosen: list(atLeast<Report['chosen'][number]>({ name: text, times: count })),
  model: atLeast<Report['model']>({
    name: text,
    best: text,
    simplest: text,
    tried: list(
      atLeast<TriedLine>({
        name: text,
        loss: number,
        worseBy: number,
        standardError: number,
        low: shape.nullOr(number),
        high: shape.nullOr(number),
      }),
    ),
  }),
  indicators: list(atLeast<Report['indicators'][number]>({ column: text, title: text, share: number })),
  limits: list(text),
  moment: optional(atLeast<NonNullable<Report['moment']>>({ name: text, marking: number, results: number })),
})
