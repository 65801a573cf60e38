import type { Gate } from '../../lists/gate.ts'
import { type Html, html, nothing } from './html.ts'
import { number, pValue } from './numbers.ts'
import { tableOf } from './table.ts'

/** Whether the model earns its place, rule by rule, and what to list by. */
export function renderGate({ kind, listed, event, found, rules, recommend, overrule }: Gate): Html {
  const more = rules.some(rule => rule.moreStudents !== undefined)
  return html`<h2>Does the model earn its place?</h2>
<p><strong>${words[kind]}</strong> List by: <strong>${recommend.label}</strong>. A model is used where its list of ${listed} finds more than the list of every simple rule, each by a one-sided 5 % paired test.</p>
${overrule ? html`<p class="warn">Overruled by ${overrule.by}: ${overrule.reason}</p>` : nothing}
${tableOf(
  `Found in a list of ${listed} with ${event}, and by how much the model finds more (95 % interval); it finds ${number(found, 1)}`,
  ['simple rule', 'found', 'model finds more by', 'p (one-sided)', ...(more ? ['students missing'] : [])],
  rules.map(({ label, found: theirs, difference: { value, low, high, pOneSided }, moreStudents }) => [
    label,
    number(theirs, 1),
    `${number(value, 1)} (${number(low, 1)} to ${number(high, 1)})`,
    pValue(pOneSided),
    ...(more ? [moreStudents === undefined ? '' : `about ${moreStudents}`] : []),
  ]),
)}<p class="soft">${rules[0]?.difference.estimand ?? ''}.${more ? ' Students missing to tell: an estimate from the standard error, for four in five chances, were the difference to stay.' : ''}</p>`
}

const words: Readonly<Record<Gate['kind'], string>> = {
  better: 'Yes.',
  'not better': 'No.',
  'too few to tell': 'Too few students to tell.',
}
