import type { Calibration, Entry } from '../report.ts'
import { type Html, html, nothing } from './html.ts'
import { number } from './numbers.ts'

const WIDTH = 560
const LETTER = 6.8 // mean width

/** One line per entry: the estimate as a dot, its interval as a bar. The table beside it holds the same numbers. */
export function intervalChart(entries: readonly Entry[], metric: string, label: string): Html {
  const lines = entries.flatMap(e => (e.metrics[metric] ? [{ label: e.label, ...e.metrics[metric] }] : []))
  if (lines.length === 0) return nothing
  const low = Math.min(...lines.map(l => l.low))
  const high = Math.max(...lines.map(l => l.high))
  const span = high - low || 1
  const left = Math.max(150, 16 + LETTER * Math.max(...lines.map(l => l.label.length)))
  const x = (v: number) => left + ((v - low) / span) * (WIDTH - left - 30)
  const height = 30 * lines.length + 30
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label} with intervals; the same numbers are in the table below">
${lines.map((l, i) => {
  const y = 20 + 30 * i
  return html`<text x="${left - 10}" y="${y + 4}" text-anchor="end">${l.label}</text>
<line x1="${x(l.low)}" x2="${x(l.high)}" y1="${y}" y2="${y}" class="bar"/><circle cx="${x(l.value)}" cy="${y}" r="5" class="dot"/>`
})}
<text x="${left}" y="${height - 4}" class="small">${number(low)}</text><text x="${WIDTH - 30}" y="${height - 4}" text-anchor="end" class="small">${number(high)}</text>
</svg>`
}

/** Forecast against observed share with Wilson bands; on the diagonal the forecasts keep their word. */
export function calibrationChart({ bins, of }: Calibration): Html {
  const size = 300
  const x = (p: number) => 40 + p * (size - 60)
  const y = (p: number) => size - 40 - p * (size - 60)
  return html`<svg viewBox="0 0 ${size} ${size}" class="square" role="img" aria-label="Calibration of ${of}; the same numbers are in the table beside it">
<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" class="diagonal"/>
${bins.map(b => html`<line x1="${x(b.forecast)}" x2="${x(b.forecast)}" y1="${y(b.low)}" y2="${y(b.high)}" class="bar"/><circle cx="${x(b.forecast)}" cy="${y(b.observed)}" r="4" class="dot"/>`)}
<text x="${x(0.5)}" y="${size - 8}" text-anchor="middle" class="small">forecast</text>
<text x="12" y="${y(0.5)}" text-anchor="middle" class="small" transform="rotate(-90 12 ${y(0.5)})">happened</text>
<text x="${x(0)}" y="${size - 24}" class="small" text-anchor="middle">0</text><text x="${x(1)}" y="${size - 24}" class="small" text-anchor="middle">1</text>
</svg>`
}
