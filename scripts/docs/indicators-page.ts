import { indicatorsFor } from '../../packages/campus/src/indicators/index.ts'
import type { Indicator } from '../../packages/campus/src/indicators/indicator.ts'

const sources: readonly (readonly [Indicator['needs'], string])[] = [
  ['activity', 'From events in the course pages'],
  ['assessments', 'From assessed work'],
  ['enrolments', 'From enrolments, this term and earlier ones'],
]

/** docs/indicators.md: every indicator with its meaning, range and words, in the order of the index. */
export async function indicatorsPage(): Promise<string> {
  const all = indicatorsFor(['kind'])
  const parts = sources.map(([needs, title]) => {
    const own = all.filter(i => i.needs === needs)
    return `## ${title}\n\n${own.map(entry).join('\n')}`
  })
  return `# Indicators

What Headway computes at a prediction moment from records over several terms: ${all.length - 1} indicators, and one share of clicks per kind of
resource (below: \`share_kind\`). Each sees what is known by the end of the moment's day and nothing later; one whose source the records do
not hold is left out. How long it takes: [indicators, speed](indicators-speed.md).

A reason in plain words takes the first sentence of *in words* where the value is above the median of the training rows (or the highest
there can be), the second where it is below (or the lowest); of a number that can be negative, only with the sign that the sentence says.
\`{value}\` is the value with its unit, a share as a percentage; "only 0 days" becomes "no days".

${parts.join('\n')}`
}

function entry(indicator: Indicator): string {
  const { name, title, meaning, nullWhen, words, actionable, byDesign, rule } = indicator
  const lines = [
    meaning,
    `- ${[unitOf(indicator), rangeOf(indicator), nullWhen === '' ? 'always known' : `not known: ${nullWhen}`].join('; ')}`,
    `- in words: ${[...new Set([words.high, words.low])].map(w => `"${w}"`).join(', ')}`,
    `- ${actionable ? 'can still change' : 'background'}${byDesign ? "; follows the course's design" : ''}${rule === undefined ? '' : `; a simple rule that models must beat: ${rule}`}`,
  ]
  return `### ${name}: ${title}\n\n${lines[0]}\n\n${lines.slice(1).join('\n')}\n`
}

function unitOf({ unit, integer }: Indicator): string {
  return unit === '' ? (integer ? 'whole number' : 'number') : `${unit}${integer ? ', whole' : ''}`
}

function rangeOf({ minimum, maximum }: Indicator): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  if (minimum !== undefined) return `from ${minimum}`
  return maximum === undefined ? 'any value' : `up to ${maximum}`
}
