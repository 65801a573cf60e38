import type { MissCurve } from '../../groups/miss-curve.ts'
import { type Html, html } from './html.ts'

const WIDTH = 400
const HEIGHT = 266
const LEFT = 56
const TOP = 46
const SIZE = { x: WIDTH - LEFT - 28, y: HEIGHT - TOP - 40 }
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '4 4', '1 5']
const MOST_LINES = DASHES.length

/**
 * Miss rate by list length, one line per shown group of one column, told apart by dashes and a key; everyone broad behind them. Of
 * more groups than there are dashes, those whose lines lie furthest from everyone's; the key says so.
 */
export function missChart({ lengths, all, lines }: MissCurve, column: string, title: string): Html {
  const ofColumn = lines.filter(line => line.column === column)
  const distance = (rates: readonly (number | null)[]) =>
    rates.reduce<number>((sum, r, l) => sum + (r === null ? 0 : Math.abs(r - all[l]!)), 0)
  const furthest = ofColumn.toSorted((a, b) => distance(b.missRates) - distance(a.missRates)).slice(0, MOST_LINES)
  const mine = ofColumn.filter(line => furthest.includes(line))
  const n = lengths.at(-1)!
  const x = (l: number) => LEFT + (lengths[l]! / n) * SIZE.x
  const y = (rate: number) => TOP + (1 - rate) * SIZE.y
  const path = (rates: readonly (number | null)[]) => {
    const known = rates.flatMap((rate, l) => (rate === null ? [] : [`${x(l).toFixed(1)} ${y(rate).toFixed(1)}`]))
    return known.map((point, i) => `${i === 0 ? 'M' : 'L'}${point}`).join('')
  }
  const key = (k: number) => HEIGHT + 4 + 18 * k
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT + 30 + 18 * mine.length}" role="img" aria-label="${title}: share missed by list length; the same numbers are in the table below">
<text x="${LEFT}" y="14" class="name">${title}</text><text x="${LEFT}" y="32" class="small">${mine.length < ofColumn.length ? `${mine.length} of ${ofColumn.length} groups, the furthest from everyone` : 'share missed'}</text>
${[0, 0.5, 1].map(v => html`<line x1="${LEFT}" x2="${LEFT + SIZE.x}" y1="${y(v)}" y2="${y(v)}" class="grid"/><text x="${LEFT - 6}" y="${y(v) + 4}" text-anchor="end" class="small">${100 * v} %</text><text x="${LEFT + v * SIZE.x}" y="${TOP + SIZE.y + 16}" text-anchor="middle" class="small">${100 * v} %</text>`)}
<text x="${LEFT + SIZE.x / 2}" y="${TOP + SIZE.y + 32}" text-anchor="middle" class="small">on the list</text>
<path d="${path(all)}" class="everyone"/><line x1="${LEFT}" x2="${LEFT + 36}" y1="${key(0)}" y2="${key(0)}" class="everyone"/><text x="${LEFT + 44}" y="${key(0) + 4}" class="small">everyone</text>
${mine.map(
  (line, k) => html`<path d="${path(line.missRates)}" class="group" stroke-dasharray="${DASHES[k]!}"/>
<line x1="${LEFT}" x2="${LEFT + 36}" y1="${key(k + 1)}" y2="${key(k + 1)}" class="group" stroke-dasharray="${DASHES[k]!}"/><text x="${LEFT + 44}" y="${key(k + 1) + 4}" class="small">${line.group}</text>`,
)}
</svg>`
}
