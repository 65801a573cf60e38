import type { SpeedRow } from './speed-row.ts'

const WIDTH = 240
const HEIGHT = 200
const MARGIN = { left: 44, right: 12, top: 26, bottom: 36 }

interface Point {
  readonly size: number
  readonly seconds: number
}

/** One panel for each size that grows: seconds by size on logarithmic axes, with proportion to the first size as a dashed line. */
export function growthSvg(rows: readonly SpeedRow[]): string {
  const tasks = [...new Set(rows.map(({ task }) => task).filter(task => task.startsWith('growth: ')))]
  const panels = tasks.map((task, p) => {
    const points = rows.filter(row => row.task === task).map(({ n, ours }): Point => ({ size: n, seconds: ours }))
    return `<g transform="translate(${p * WIDTH} 0)">${panel(task.slice('growth: '.length), points)}</g>`
  })
  const [width, height] = [Math.max(1, tasks.length) * WIDTH, HEIGHT]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">
<title>Seconds of a fit as its sizes grow</title>
<rect width="100%" height="100%" fill="white"/>
${panels.join('\n')}
</svg>
`
}

function panel(what: string, points: readonly Point[]): string {
  const first = points[0]!
  const sign = what === 'threads' ? -1 : 1
  const proportion = points.map(({ size }): Point => ({ size, seconds: first.seconds * (size / first.size) ** sign }))
  const x = logScale(
    points.map(({ size }) => size),
    MARGIN.left,
    WIDTH - MARGIN.right,
  )
  const y = logScale(
    [...points, ...proportion].map(({ seconds }) => seconds),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  )
  const path = (of: readonly Point[]) => of.map(({ size, seconds }) => `${x(size)},${y(seconds)}`).join(' ')
  const label = ({ seconds }: Point) => (seconds < 1 ? seconds.toFixed(2) : seconds.toFixed(1))
  return [
    `<text x="${MARGIN.left}" y="14" font-weight="bold">seconds by ${what}</text>`,
    `<path d="M${MARGIN.left},${MARGIN.top} V${HEIGHT - MARGIN.bottom} H${WIDTH - MARGIN.right}" fill="none" stroke="#888"/>`,
    `<polyline points="${path(proportion)}" fill="none" stroke="#888" stroke-dasharray="4 3"/>`,
    `<polyline points="${path(points)}" fill="none" stroke="#1f5fa8" stroke-width="2"/>`,
    ...points.map(point => `<circle cx="${x(point.size)}" cy="${y(point.seconds)}" r="3" fill="#1f5fa8"/>`),
    ...points.map(
      point => `<text x="${x(point.size)}" y="${HEIGHT - MARGIN.bottom + 14}" text-anchor="middle">${short(point.size)}</text>`,
    ),
    ...[points[0]!, points.at(-1)!].map(
      point => `<text x="${MARGIN.left - 4}" y="${y(point.seconds) + 4}" text-anchor="end">${label(point)}</text>`,
    ),
  ].join('')
}

/** Onto [from, to], the extremes a little inside. */
function logScale(values: readonly number[], from: number, to: number): (value: number) => number {
  const logs = values.map(Math.log)
  const [low, high] = [Math.min(...logs), Math.max(...logs)]
  const at = (value: number) => (high === low ? 0.5 : 0.06 + (0.88 * (Math.log(value) - low)) / (high - low))
  return value => Math.round(10 * (from + (to - from) * at(value))) / 10
}

function short(size: number): string {
  return size >= 1e6 ? `${size / 1e6}M` : size >= 1000 ? `${size / 1000}k` : String(size)
}
