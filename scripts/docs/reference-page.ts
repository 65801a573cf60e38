import { codebooks } from '@headway/campus'
import { calibrators, learners, metrics, rebalancers, steps } from '@headway/learn'

/** docs/reference.md: what a recipe may be made of, and what a report may say, from the registries themselves. */
export async function referencePage(): Promise<string> {
  return `# Reference

Made from the registries in the code. Each member's docstring has its formula, ranges, edge cases and source.

## Learners

${tableOf(
  ['name', 'tasks', 'takes categories', 'takes missing values', 'additive reasons', 'parameters and defaults'],
  Object.values(learners).map(l => [
    code(l.kind),
    l.tasks.join(', '),
    yesNo(l.takes.categories),
    yesNo(l.takes.missing),
    yesNo(l.contributions !== undefined),
    params(l.defaults),
  ]),
)}

## Preparation steps

Fitted inside a training part, in the order of the recipe; applied to any table afterwards.

${tableOf(
  ['name', 'parameters and defaults'],
  Object.values(steps).map(s => [code(s.kind), params(s.defaults)]),
)}

## Rebalancing

Changes which rows are learned from; only inside a training part, and never what is tested.

${tableOf(
  ['name', 'parameters and defaults'],
  Object.values(rebalancers).map(r => [code(r.kind), params(r.defaults)]),
)}

## Calibration

Fitted on out-of-fold forecasts only.

${tableOf(
  ['name', 'tasks'],
  Object.values(calibrators).map(c => [code(c.kind), c.tasks.join(', ')]),
)}

## Metrics

${tableOf(
  ['name', 'meaning', 'tasks', 'better', 'range'],
  Object.values(metrics).map(m => [code(m.id), m.label, m.tasks.join(', '), m.better, `${m.range[0]} to ${m.range[1]}`]),
)}

## Built-in codebooks

${tableOf(
  ['name', 'data', 'columns', 'key'],
  Object.values(codebooks).map(c => [code(c.name), c.title, String(c.fields.length), c.key.join(' + ') || '–']),
)}
`
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(c => c.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const code = (name: string) => `\`${name}\``
const yesNo = (value: boolean) => (value ? 'yes' : 'no')
const params = (defaults: object) =>
  Object.entries(defaults)
    .map(([name, value]) => code(`${name}: ${JSON.stringify(value)}`))
    .join(' ') || '–'
