import { CampusError } from '../errors.ts'
import { listShares } from '../lists/list-shares.ts'
import { chooseShown } from './choose-shown.ts'
import { type ComparisonLine, compareAll } from './compare-all.ts'
import { estimands, figuresOf, type GroupFigures } from './group-figures.ts'
import type { Intersection } from './intersections.ts'
import { type MissCurve, missCurve } from './miss-curve.ts'
import { saysAudit, saysMultiplicity } from './say-audit.ts'
import { type SuppressionRule, standardRule } from './suppress/rule.ts'
import { type Tally, tallyOf } from './tally.ts'
import type { Trait } from './traits-of.ts'

/** Rows with a known outcome whose forecasting models never saw them. */
export interface AuditRows {
  readonly happened: ArrayLike<number> // [n] 1 where the event happened, 0 where not
  readonly students?: ArrayLike<number> // [n] rows of one student share a number; absent: every row is a student
  readonly traits: readonly Trait[]
  /** Titles of columns that could not be audited; the audit names them. */
  readonly leftOut?: readonly string[]
}

export interface AuditOptions {
  readonly event: string
  /** How many rows the list holds. Default: a tenth. */
  readonly length?: number
  readonly rule?: SuppressionRule
}

/** Whom a list of this length misses, and whom it names wrongly, by group. Never holds a number of a hidden group. */
export interface GroupAudit {
  readonly event: string
  readonly list: { readonly length: number; readonly rows: number; readonly tied: boolean } // tied: counts are expected ones
  readonly severalRows: boolean // some student has more than one row
  readonly rule: SuppressionRule
  readonly sentence: string
  readonly all: GroupFigures
  readonly traits: readonly TraitLines[]
  readonly leftOut: readonly string[] // titles of columns that cannot be audited, or follow from another
  readonly intersections: readonly Intersection[]
  readonly comparisons: readonly ComparisonLine[] // by p, the smallest first
  readonly multiplicity: string
  readonly curve?: MissCurve // of the first forecast
  readonly estimands: Readonly<Record<keyof typeof estimands, string>>
}

export interface TraitLines {
  readonly column: string
  readonly title: string
  readonly sensitivity: Trait['sensitivity']
  readonly groups: readonly GroupLine[]
}

export interface GroupLine {
  readonly label: string
  readonly figures?: GroupFigures // absent: hidden
}

/** The audit of one forecast. Nothing where fewer students than the rule's `fewest` had the event, or had not, or no trait tells rows apart. */
export function auditGroups(rows: AuditRows, probability: Float64Array, options: AuditOptions): GroupAudit | undefined {
  return auditForecasts(rows, [probability], options)?.[0]
}

/**
 * One audit per forecast of the same rows, for example without and with protected columns as inputs. All hide the same groups: what
 * one shows, another would give away.
 *
 * @throws CampusError `wrong_length`, `out_of_range`
 */
export function auditForecasts(rows: AuditRows, forecasts: readonly Float64Array[], options: AuditOptions): GroupAudit[] | undefined {
  const n = rows.happened.length
  const { event, rule = standardRule, length = Math.max(1, Math.round(n / 10)) } = options
  for (const forecast of forecasts) check(rows, forecast, length)
  const listed = forecasts.map(probability => ({ ...rows, probability, share: listShares(probability, length) }))
  const everyone = Int32Array.from({ length: n }, (_, i) => i)
  const totals = listed.map(l => tallyOf(everyone, l))
  if (rows.traits.length === 0 || totals.length === 0 || isSmall(totals[0]!, rule)) return undefined

  const { grouped, intersections, curve } = chooseShown(
    rows,
    forecasts,
    length,
    members => isSmall(tallyOf(members, listed[0]!), rule),
    rule,
  )
  return listed.map((under, f) => {
    const traits = grouped.map(
      ({ trait: { column, title, sensitivity, groups }, members, hidden }): TraitLines => ({
        column,
        title,
        sensitivity,
        groups: groups.map((label, g) => ({ label, ...(!hidden[g] && { figures: figuresOf(tallyOf(members[g]!, under)) }) })),
      }),
    )
    const all = figuresOf(totals[f]!)
    const comparisons = compareAll(grouped, under, everyone)
    const list = { length, rows: n, tied: under.share.some(s => s > 0 && s < 1) }
    const severalRows = totals[f]!.students.all < n
    return {
      event,
      list,
      severalRows,
      rule,
      sentence: saysAudit({ list, severalRows, all, traits, comparisons }),
      all,
      traits,
      leftOut: rows.leftOut ?? [],
      intersections: intersections.map(({ columns, titles, cells }) => ({
        columns,
        titles,
        cells: cells.map(({ labels, members }) => ({ labels, ...(members && { figures: figuresOf(tallyOf(members, under)) }) })),
      })),
      comparisons,
      multiplicity: saysMultiplicity(comparisons),
      ...(f === 0 && { curve: missCurve(grouped, rows.happened, curve, rule) }),
      estimands,
    }
  })
}

function isSmall({ students }: Tally, { fewest }: SuppressionRule): boolean {
  return students.with < fewest || students.without < fewest
}

function check({ happened, students, traits }: AuditRows, forecast: Float64Array, length: number): void {
  const n = happened.length
  const wrong = [forecast.length, students?.length ?? n, ...traits.map(t => t.of.length)].find(l => l !== n)
  if (wrong !== undefined)
    throw new CampusError(
      'wrong_length',
      `Outcomes are of ${n} rows, but a forecast, student or trait is of ${wrong}. Give one of each per row.`,
    )
  const odd = Array.from(happened).findIndex(y => y !== 0 && y !== 1)
  if (odd >= 0) throw new CampusError('out_of_range', `Outcome ${odd} is ${happened[odd]}, expected 1 (the event happened) or 0.`)
  const open = traits.find(t => t.of.some(g => !(g >= 0 && g < t.groups.length)))
  if (open)
    throw new CampusError(
      'out_of_range',
      `A row is in no group of ${open.title}. Make a group of those not recorded: as a remainder they could be worked out.`,
    )
  const bad = forecast.findIndex(p => !(p >= 0 && p <= 1))
  if (bad >= 0)
    throw new CampusError('out_of_range', `Forecast ${bad} is ${forecast[bad]}, expected a probability. Audit tested rows alone.`)
  if (!Number.isInteger(length) || length < 0 || length > n)
    throw new CampusError('out_of_range', `A list of ${length} of ${n} rows is none. Give a whole number from 0 to ${n}.`)
}
