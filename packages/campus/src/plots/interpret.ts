import { boxOf } from './box-of.ts'
import type { BarplotData, Box, BoxplotData, HistogramData, PlotAxis } from './plot.ts'
import type { PlotColumn } from './plot-column.ts'
import { rankCorrelation } from './rank-correlation.ts'

/** Groups smaller than this are drawn but not spoken of: one student would change the sentence. */
const SMALLEST_GROUP = 5
const NOT_A_CAUSE = 'This is what was seen together; it does not show that one brings about the other.'

/** @example "The most frequent is DD, with 35 of 145 (24 %). Half of all stand at CC or lower." */
export function interpretHistogram({ panels }: HistogramData, column: PlotColumn): string {
  const { x, counts, unknown } = panels[0]!
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return `${x.label} is not recorded in any row.`
  const most = counts.indexOf(Math.max(...counts))
  const parts = [`The most frequent is ${x.categories[most]}, with ${counts[most]} of ${total} (${percent(counts[most]! / total)}).`]
  if (x.ordered) {
    const median = boxOf([...column.values].filter(v => !Number.isNaN(v))).median
    parts.push(`Half of all stand at ${name(x, median)} or lower.`)
  }
  if (unknown > 0) parts.push(`${unknown} not recorded.`)
  return parts.join(' ')
}

/** Strength and direction with the range that the data leave open; "no clear relation" where the range holds zero. */
export function interpretScatter(x: PlotColumn, y: PlotColumn): string {
  const related = x.axis.ordered && y.axis.ordered ? rankCorrelation(x.values, y.values) : undefined
  if (!related) return `Each circle counts the records with that pair of answers. ${NOT_A_CAUSE}`
  const { value, low, high, n } = related
  const figures = `rank correlation ${decimal(value)}, 95 % range ${decimal(low)} to ${decimal(high)}, n = ${n}`
  if (low <= 0 && high >= 0) {
    return `No clear relation between ${x.axis.label} and ${y.axis.label} (${figures}). With so few records a weak one would not show.`
  }
  const strength = Math.abs(value) < 0.3 ? 'weakly' : Math.abs(value) < 0.6 ? 'moderately' : 'strongly'
  const direction = value > 0 ? 'higher' : 'lower'
  return `Higher ${x.axis.label} goes ${strength} with ${direction} ${y.axis.label} (${figures}). ${NOT_A_CAUSE}`
}

/** Where the medians lie, and whether the middle halves overlap. */
export function interpretBoxplot({ x, y, boxes }: BoxplotData): string {
  const told = boxes.filter(box => box.count >= SMALLEST_GROUP)
  if (told.length < 2) return `Fewer than two groups of ${x.label} have ${SMALLEST_GROUP} records or more: nothing can be compared.`
  const lowest = told.reduce((a, b) => (b.median < a.median ? b : a))
  const highest = told.reduce((a, b) => (b.median > a.median ? b : a))
  if (lowest.median === highest.median) {
    return `The median of ${y.label} is ${name(y, lowest.median)} in every group of ${x.label} with ${SMALLEST_GROUP} records or more.`
  }
  const side = (box: Box) => `${name(y, box.median)} (${x.label}: ${x.categories[box.x]}, n = ${box.count})`
  const overlap = lowest.upperQuartile >= highest.lowerQuartile
  return `The median of ${y.label} runs from ${side(lowest)} to ${side(highest)}. ${
    overlap ? 'The middle halves of these groups overlap' : 'The middle halves of these groups do not overlap'
  }. ${NOT_A_CAUSE}`
}

/** The size of each group and its most frequent outcome. */
export function interpretBarplot({ x, y, cells, totals }: BarplotData): string {
  const told = x.categories.flatMap((category, at) => {
    if (totals[at]! < SMALLEST_GROUP) return []
    const top = cells.filter(cell => cell.x === at).reduce((a, b) => (b.count > a.count ? b : a))
    return [`“${category}” (n = ${totals[at]}): most often ${y.categories[top.y]}, ${percent(top.share)}`]
  })
  if (told.length === 0) return `No group of ${x.label} has ${SMALLEST_GROUP} records or more.`
  const small = totals.filter(total => total > 0 && total < SMALLEST_GROUP).length
  const left = small > 0 ? ` Groups with fewer than ${SMALLEST_GROUP} records are not described.` : ''
  return `${x.label} ${told.join('; ')}.${left} ${NOT_A_CAUSE}`
}

function name(axis: PlotAxis, value: number): string {
  return axis.measured ? `${value}${axis.unit ? ` ${axis.unit}` : ''}` : axis.categories[value]!
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function decimal(value: number): string {
  return value.toFixed(2).replace('-', '−')
}
