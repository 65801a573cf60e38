import type { Estimate } from '../report.ts'
import { type Html, html } from './html.ts'
import { number } from './numbers.ts'

/** The value, its interval in small below it: narrow enough for a phone. A dash where there is none. */
export function stacked(estimate: Estimate | undefined): Html {
  if (!estimate) return html`–`
  const { value, low, high } = estimate
  return html`${number(value)}<br><span class="soft">${number(low)} to ${number(high)}</span>`
}
