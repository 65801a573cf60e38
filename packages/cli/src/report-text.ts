import {
  type Gate,
  type HonestyGap,
  type ListStability,
  type ListTable,
  metricLabels,
  type OutcomeSets,
  type Report,
} from '@headway/campus'

/** A report for the terminal: question, answer, one table, limits. */
export function reportText(report: Report): string {
  const { entries, verdict, question, protocol, model, limits } = report
  const ids = Object.keys(metricLabels).filter(id => entries.some(e => e.metrics[id]))
  const rows = ids.map(id => [metricLabels[id]!.label, ...entries.map(e => cell(e.metrics[id]))])
  const behind = ['behind the model', ...entries.map(e => cell(e.behindModel))]
  return [
    question,
    ...(report.gate ? [report.gate.sentence] : []),
    verdict.sentence,
    `${protocol.plan}; ${protocol.withProtected ? 'protected columns used' : 'protected columns left out'}; recipe: ${model.name}`,
    ...protocol.notes.map(note => `note: ${note}`),
    ...(report.twins ? [`suspected: ${report.twins.sentence}`] : []),
    ...(report.lists && report.gate ? ['', listsText(report.lists, report.gate)] : []),
    ...(report.stability ? ['', stabilityText(report.stability)] : []),
    '',
    tableText(['', ...entries.map(e => e.label)], [...rows, behind]),
    '',
    ...(report.sets ? [setsText(report.sets), ''] : []),
    ...(report.groups ? [`Groups: ${report.groups.sentence}`, report.groups.multiplicity, ''] : []),
    ...(report.beside ? [report.beside.sentence, ''] : []),
    ...limits.map(limit => `- ${limit}`),
  ].join('\n')
}

/** What lists find, by every simple rule and by the model; below it the rules that the gate compares. */
function listsText({ event, n, events, lengths }: ListTable, { listed, rules }: Gate): string {
  const whole = (value: number) => String(Math.round(value))
  const lines = lengths.map(({ listed: length, share, lines: by }) => [
    `${length} (${whole(100 * share)} %)`,
    ...by.map(({ found: f }) => `${whole(f.value)} [${whole(f.low)}, ${whole(f.high)}]`),
    cell(by.at(-1)!.recall),
    cell(by.at(-1)!.precision),
  ])
  const head = [`of ${whole(n)}`, ...lengths[0]!.lines.map(line => line.label), 'model: of all', 'model: of those listed']
  const ahead = rules.map(
    ({ label, difference: { value, low, high, pOneSided } }) =>
      `${label}: ${value.toFixed(1)} more by the model [${low.toFixed(1)}, ${high.toFixed(1)}], p ${pOneSided.toFixed(3)}`,
  )
  return [
    `found, of ${whole(events)} with ${event}`,
    tableText(head, lines),
    `in a list of ${listed}:`,
    ...ahead.map(line => `  ${line}`),
  ].join('\n')
}

function stabilityText({ refits, listed, overlap, overlapByChance, stable }: ListStability): string {
  const whole = (share: number) => Math.round(100 * share)
  return `${refits} refits on other students: ${whole(stable)} % of the ${listed} places go to students who are on nine lists of ten; two lists share ${whole(overlap)} % (${whole(overlapByChance)} % by chance)`
}

/** What sets of outcomes, or ranges, held, and how large they were, in one line. A guarantee is never rounded up. */
function setsText({ level, kind, guaranteed, measured: { value, low, high }, meanSize, classes, single }: OutcomeSets): string {
  const whole = (share: number) => Math.round(100 * share)
  const coverage = `in ${whole(value)} % of cases (${whole(low)} to ${whole(high)}; guaranteed ${Math.floor(100 * guaranteed)} %)`
  const size =
    kind === 'range'
      ? `ranges hold the value ${coverage}, ${meanSize.toFixed(2)} wide on average`
      : `sets hold the outcome ${coverage}, ${meanSize.toFixed(1)} of ${classes} outcomes on average, one alone for ${whole(single ?? 0)} %`
  return `At ${whole(level)} %: ${size}`
}

/** The honesty gap as one table. */
export function gapText(gap: HonestyGap): string {
  const ids = Object.keys(metricLabels).filter(id => gap.honest[id] && gap.naive[id])
  return [
    `naive: ${gap.recipe} (${gap.rowsBefore} rows became ${gap.rowsAfter}); learner ${gap.learner} on both sides`,
    '',
    tableText(
      ['', 'honest', 'naive', 'prior'],
      [
        ...ids.map(id => [metricLabels[id]!.label, cell(gap.honest[id]), cell(gap.naive[id]), cell(gap.baseline[id])]),
        ['Accuracy of the naive models on real rows', '', cell(gap.naiveOnRealRows), ''],
      ],
    ),
  ].join('\n')
}

export function tableText(head: readonly string[], rows: readonly (readonly string[])[], left = 1): string {
  const widths = head.map((_, j) => Math.max(...[head, ...rows].map(row => (row[j] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((c, j) => (j < left ? c.padEnd(widths[j]!) : c.padStart(widths[j]!)))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map(w => '─'.repeat(w)).join('  '), ...rows.map(line)].join('\n')
}

function cell(estimate: { readonly value: number; readonly low: number; readonly high: number } | undefined): string {
  if (!estimate) return ''
  return `${estimate.value.toFixed(3)} [${estimate.low.toFixed(3)}, ${estimate.high.toFixed(3)}]`
}
