import { shorten } from '../chart/shorten.ts'

/** Category names short enough to stand beside an axis, still distinct: two that would become the same stay whole. */
export function shortLabels(categories: readonly string[], most: number): readonly string[] {
  const short = categories.map(category => shorten(category, most))
  return short.map((label, i) => (short.indexOf(label) === short.lastIndexOf(label) ? label : categories[i]!))
}

/** Room for the longest name, at most 40 % of the width. */
export function leftMargin(names: readonly string[], width: number): number {
  return Math.min(Math.round(width * 0.4), 14 + 6.6 * Math.max(0, ...names.map(name => name.length)))
}
