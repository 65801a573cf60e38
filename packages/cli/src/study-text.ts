import { type Estimate, earlyCurve, metricLabels, type Report, type Study } from '@headway/campus'
import { tableText } from './report-text.ts'

/** A study for the terminal: question, answer at the main moment, the figures by moment. */
export function studyText(study: Study): string {
  const main = study.moments[study.main]!
  const { metric, lines } = earlyCurve(study)
  const names = study.moments.map(m => m.name)
  const gates = study.moments.map(m => m.report.gate?.kind ?? m.report.verdict.kind)
  return [
    main.report.question,
    `At ${main.name}: ${main.report.gate?.sentence ?? main.report.verdict.sentence}`,
    `${main.report.protocol.plan}; ${main.report.protocol.withProtected ? 'protected columns used' : 'protected columns left out'}`,
    '',
    tableText(
      [metricLabels[metric]?.label ?? metric, ...names],
      [...lines.map(line => [line.label, ...line.points.map(p => cell(p.estimate))]), ['better than every rule', ...gates]],
    ),
    '',
    ...(main.report.twins ? [`suspected: ${main.report.twins.sentence}`, ''] : []),
    ...(main.report.suspects ? [...main.report.suspects.map(suspectText), ''] : []),
    ...(main.report.beside ? [main.report.beside.sentence, ''] : []),
    ...main.report.limits.map(limit => `- ${limit}`),
  ].join('\n')
}

function suspectText({ column, kind, kept, keptBy }: NonNullable<Report['suspects']>[number]): string {
  const became = kept ? `kept${keptBy ? ` by ${keptBy.by}: ${keptBy.reason}` : ''}` : 'left out'
  return `suspected: ${column} (${kind}), ${became}`
}

function cell(estimate: Estimate | undefined): string {
  return estimate ? `${estimate.value.toFixed(3)} [${estimate.low.toFixed(3)}, ${estimate.high.toFixed(3)}]` : '–'
}
