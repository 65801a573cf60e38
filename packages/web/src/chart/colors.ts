/**
 * Colours for the categories of one axis, as CSS: a ramp from warm to deep for an order, distinct hues otherwise.
 * They are mixed from variables, so that light and dark need no redrawing.
 */
export function categoryColors(count: number, ordered: boolean): readonly string[] {
  if (!ordered) {
    return Array.from(
      { length: count },
      (_, i) => `oklch(from var(--chart-main) l c calc(h + ${Math.round((360 * i) / Math.max(count, 1))}))`,
    )
  }
  return Array.from({ length: count }, (_, i) => {
    const share = count > 1 ? Math.round((100 * i) / (count - 1)) : 100
    return `color-mix(in oklab, var(--chart-high) ${share}%, var(--chart-low))`
  })
}
