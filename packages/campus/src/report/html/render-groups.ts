import type { GroupAudit, TraitLines } from '../../groups/audit-groups.ts'
import type { ComparisonLine } from '../../groups/compare-all.ts'
import type { AuditComparison } from '../../groups/compare-audits.ts'
import type { Bounded, GroupFigures } from '../../groups/group-figures.ts'
import type { Intersection } from '../../groups/intersections.ts'
import type { MissCurve } from '../../groups/miss-curve.ts'
import { type Html, html, nothing } from './html.ts'
import { missChart } from './miss-chart.ts'
import { number, percent, pValue } from './numbers.ts'
import { type Cell, tableOf } from './table.ts'

const measureNames = { missRate: 'missed', wronglyListed: 'wrongly listed', calibration: 'calibration' } as const

/** The group audit: one sentence for everybody, then every group, then the curve over all lengths, comparisons and intersections. */
export function renderGroups(audit: GroupAudit, beside?: AuditComparison): Html {
  const { list, event, rule, traits, comparisons, intersections, curve, estimands } = audit
  const unit = audit.severalRows ? 'enrolments' : 'students'
  const hides = traits.some(t => t.groups.some(g => !g.figures))
  return html`<h2>Are some groups missed more than others?</h2>
<p class="lead">${audit.sentence}</p>
<p>Event: ${event}. List: the ${list.length} of ${list.rows} ${unit} with the highest forecasts.${list.tied ? ' Forecasts tie at its end; counts are what a random order among them gives on average.' : ''} <em>Missed</em>: of those with the event, the share not listed. <em>Wrongly listed</em>: of those without it, the share listed. <em>Passed anyway</em>: of those listed, the share without the event. <em>Calibration</em>: observed share less mean forecast, in points; above 0 the forecasts were too low.</p>
${groupTable(`Everyone, with 95 % intervals`, unit, [['everyone', audit.all]])}
${traits.map(trait => traitTable(trait, unit))}
${hides ? html`<p class="soft">A group is hidden where it has fewer than ${rule.fewest} students with or without the event, or where its numbers would give such a one away. Another report on the same students, with other groups or at another moment, could be subtracted from this one: pass both on with care.</p>` : nothing}
${audit.leftOut.length > 0 ? html`<p class="soft">Not audited: ${audit.leftOut.join(', ')} (the same for everyone, an identifier, or it follows from another column here).</p>` : nothing}
<h3>Is a difference more than chance?</h3><p>${audit.multiplicity}</p>${comparisons.length > 0 ? differences(comparisons) : nothing}
${curve ? curves(curve, traits) : nothing}
${beside ? sideBySide(beside) : nothing}
${intersections.length > 0 ? html`<h3>Two columns at once</h3><details><summary>Every pair of protected columns that can be shown</summary>${intersections.map(i => intersectionTable(i, unit))}</details>` : nothing}
<p class="soft">Shares: ${estimands.share}. Calibration: ${estimands.calibration}. Differences: ${estimands.difference}.</p>`
}

/** The same rows under two models side by side. */
function sideBySide({ names, lines }: AuditComparison): Html {
  const [first = '', second = ''] = names
  return html`<h3>${first.charAt(0).toUpperCase()}${first.slice(1)}, and ${second}</h3>${tableOf(
    'Missed, wrongly listed, and calibration, of the first and of the second',
    ['', ...Object.values(measureNames).flatMap(measure => [`${measure}: ${first}`, second])],
    lines.map(({ title, group, first: a, second: b }) => [
      title === undefined ? group : `${title}: ${group}`,
      ...(['missRate', 'wronglyListed'] as const).flatMap(m => [stackedShare(a[m]), stackedShare(b[m])]),
      stackedPoints(a.calibration),
      stackedPoints(b.calibration),
    ]),
  )}`
}

type Line = readonly [label: string, figures: GroupFigures]

function traitTable({ title, sensitivity, groups }: TraitLines, unit: string): Html {
  const name = sensitivity === 'proxy' ? `${title} (may stand for a protected column)` : title
  const hidden = groups.flatMap(g => (g.figures ? [] : [g.label]))
  if (hidden.length === groups.length) return html`<p class="soft">${name}: every group is hidden.</p>`
  const table = groupTable(
    name,
    unit,
    groups.flatMap((g): Line[] => (g.figures ? [[g.label, g.figures]] : [])),
  )
  return hidden.length === 0 ? table : html`${table}<p class="soft">Hidden: ${hidden.join(', ')}.</p>`
}

function intersectionTable({ titles, cells }: Intersection, unit: string): Html {
  return html`${groupTable(
    titles.join(' × '),
    unit,
    cells.flatMap((cell): Line[] => (cell.figures ? [[cell.labels.join(' × '), cell.figures]] : [])),
  )}${cells.some(cell => !cell.figures) ? html`<p class="soft">Other combinations are hidden.</p>` : nothing}`
}

function groupTable(caption: string, unit: string, lines: readonly Line[]): Html {
  return tableOf(
    caption,
    ['', unit, 'event', 'listed', 'missed', 'wrongly listed', 'passed anyway', 'calibration'],
    lines.map(([label, figures]) => [label, ...cellsOf(figures)]),
  )
}

function cellsOf({ n, positives, listed, missRate, wronglyListed, passedAnyway, calibration }: GroupFigures): Cell[] {
  return [
    n,
    positives,
    number(listed, 1).replace('.0', ''),
    stackedShare(missRate),
    stackedShare(wronglyListed),
    passedAnyway ? stackedShare(passedAnyway) : '–',
    stackedPoints(calibration),
  ]
}

function stackedShare({ value, low, high }: Bounded): Html {
  return html`${percent(value)}<br><span class="soft">${number(100 * low, 0)}–${percent(high)}</span>`
}

function stackedPoints({ value, low, high }: Bounded): Html {
  return html`${points(value)}<br><span class="soft">${points(low)} to ${points(high)}</span>`
}

/** Percentage points with their sign. */
function points(share: number): string {
  const text = number(100 * share, 1)
  return share > 0 ? `+${text}` : text
}

function differences(comparisons: readonly ComparisonLine[]): Html {
  const found = comparisons.filter(c => c.holm < 0.05)
  return html`${found.length > 0 ? differenceTable('Differences that remain', found) : nothing}<details><summary>All comparisons</summary>${differenceTable('Each group against everyone else, smallest p first', comparisons)}</details>`
}

function differenceTable(caption: string, lines: readonly ComparisonLine[]): Html {
  return tableOf(
    caption,
    ['', 'measure', 'group', 'everyone else', 'difference in points', 'p', 'p after Holm'],
    lines.map(line => {
      const show = line.measure === 'calibration' ? points : percent
      return [
        `${line.title}: ${line.group}`,
        measureNames[line.measure],
        show(line.here),
        show(line.elsewhere),
        stackedPoints(line),
        pValue(line.p),
        pValue(line.holm),
      ]
    }),
  )
}

function curves(curve: MissCurve, traits: readonly TraitLines[]): Html {
  const drawn = traits.filter(t => curve.lines.some(line => line.column === t.column))
  if (drawn.length === 0) return nothing
  return html`<h3>At every list length</h3><p>Share missed by how long the list is. Where lines cross, which group is missed more depends on the length.</p>
<div class="two">${drawn.map(({ column, title }) => missChart(curve, column, title))}</div>
<details><summary>The same as tables</summary>${drawn.map(({ column, title }) => curveTable(curve, column, title))}</details>`
}

function curveTable({ lengths, all, lines }: MissCurve, column: string, title: string): Html {
  const mine = lines.filter(line => line.column === column)
  return tableOf(
    `${title}: share missed, by how many of all are on the list`,
    ['on the list', 'everyone', ...mine.map(line => line.group)],
    lengths.map((length, l) => [
      `${length} (${percent(length / lengths.at(-1)!)})`,
      percent(all[l]!),
      ...mine.map(({ missRates }) => (missRates[l] == null ? '' : percent(missRates[l]))),
    ]),
  )
}
