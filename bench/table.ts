import type { Met, Result, Row } from './result.ts'

const header = ['task', 'variant', 'metric', 'n', 'ours', '95 %', 'simplest', 'a tenth', 'peer', 'ratio', 'target', 'met']

/** One row per line, cells as text; a ratio above 1 is marked as the loss it is. */
export function cells(row: Row): string[] {
  return [
    row.task,
    row.variant,
    row.metric,
    String(row.n),
    number(row.ours),
    row.interval === null ? '' : `${number(row.interval[0])} to ${number(row.interval[1])}`,
    row.simplest === undefined ? '' : number(row.simplest),
    row.tenth === undefined ? '' : number(row.tenth),
    row.peer === null ? '' : `${number(row.peer)} ${row.peerName}`,
    row.ratio === null ? '' : `${row.ratio.toFixed(2)}${row.ratio > 1 ? ' (loses)' : ''}`,
    row.target ?? '',
    metText(row.met),
  ]
}

/** The table as a terminal shows it, losses included. */
export function tableText({ rows, machine, versions, date }: Result): string {
  const lines = [header, ...rows.map(cells)]
  const widths = header.map((_, j) => Math.max(...lines.map(line => line[j]!.length)))
  const text = lines.map(line =>
    line
      .map((cell, j) => cell.padEnd(widths[j]!))
      .join('  ')
      .trimEnd(),
  )
  return [`${describeRun({ machine, versions, date })}`, ...text, ...rows.flatMap(noteOf)].join('\n')
}

/** The same table in Markdown. */
export function tableMarkdown(rows: readonly Row[]): string {
  return markdownTable(header, rows.map(cells))
}

export function markdownTable(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (values: readonly string[]) => `| ${values.map(v => v.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n')
}

export function describeRun({ machine, versions, date }: Omit<Result, 'rows'>): string {
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `${date.slice(0, 10)}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}; ${used.join(', ')}`
}

export function noteOf({ task, variant, metric, note }: Row): string[] {
  return note === undefined ? [] : [`${task}, ${variant}, ${metric}: ${note}`]
}

function metText(met: Met): string {
  if (met === null) return ''
  if (met === 'undecided') return 'undecided'
  return met ? 'yes' : 'NO'
}

function number(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(3)
}
