import type { EarlyCurve } from '../../study/early-curve.ts'
import { type Html, html } from './html.ts'
import { number } from './numbers.ts'

const WIDTH = 560
const HEIGHT = 260
const LEFT = 50
const RIGHT = 220 // room for "days since last activity alone"
const TOP = 16
const BOTTOM = 34

/** A metric by moment, or by whatever the points are named after: the first line, the model, as a bold line with its interval as a band, every simple rule thin and dashed. */
export function curveChart({ lines }: Pick<EarlyCurve, 'lines'>, label: string): Html {
  const all = lines.flatMap(l => l.points.flatMap(p => (p.estimate ? [p.estimate] : [])))
  const low = Math.min(...all.map(e => e.low))
  const high = Math.max(...all.map(e => e.high))
  const moments = lines[0]?.points.map(p => p.moment) ?? []
  const x = (i: number) => LEFT + (moments.length > 1 ? i / (moments.length - 1) : 0.5) * (WIDTH - LEFT - RIGHT)
  const y = (v: number) => TOP + ((high - v) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM)
  const labels = spread(
    lines.map(l => y(l.points.findLast(p => p.estimate)?.estimate?.value ?? low)),
    14,
  )
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}; the same numbers are in the table below">
${[low, (low + high) / 2, high].map(v => html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(v)}" y2="${y(v)}" class="grid"/><text x="${LEFT - 6}" y="${y(v) + 4}" text-anchor="end" class="small">${number(v, 2)}</text>`)}
${moments.map((moment, i) => html`<text x="${x(i)}" y="${HEIGHT - 10}" text-anchor="middle" class="small">${moment}</text>`)}
${lines.map((line, l) => {
  const points = line.points.flatMap((p, i) => (p.estimate ? [{ at: x(i), ...p.estimate }] : []))
  const path = (at: readonly { at: number; v: number }[]) => at.map((p, i) => `${i === 0 ? 'M' : 'L'}${p.at} ${y(p.v)}`).join('')
  const band = [...points.map(p => ({ at: p.at, v: p.high })), ...points.toReversed().map(p => ({ at: p.at, v: p.low }))]
  return html`${l === 0 ? html`<path d="${path(band)}Z" class="band"/>` : html``}<path d="${path(points.map(p => ({ at: p.at, v: p.value })))}" class="${l === 0 ? 'line' : 'rule'}"/>
${points.map(p => html`<circle cx="${p.at}" cy="${y(p.value)}" r="${l === 0 ? 4 : 2.5}" class="dot"/>`)}
<text x="${WIDTH - RIGHT + 8}" y="${labels[l]! + 4}" class="${l === 0 ? 'name' : 'small'}">${line.label}</text>`
})}
</svg>`
}

/** Heights at least `gap` apart, in the order given by height, moved as little as that takes from the top down. */
function spread(heights: readonly number[], gap: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!)
  const moved = [...heights]
  order.forEach((i, k) => {
    const before = order[k - 1]
    if (before !== undefined) moved[i] = Math.max(moved[i]!, moved[before]! + gap)
  })
  return moved
}
