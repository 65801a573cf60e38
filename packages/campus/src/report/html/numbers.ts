import type { Difference, Estimate } from '../report.ts'

/** Three decimals; a minus sign that is one. */
export function number(value: number, decimals = 3): string {
  return Number.isFinite(value) ? value.toFixed(decimals).replace('-', '−') : '–'
}

/** "0.436 (0.361 to 0.508)". */
export function withInterval({ value, low, high }: Estimate | Difference): string {
  return `${number(value)} (${number(low)} to ${number(high)})`
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** One-sided p: never shown as 0. */
export function pValue(p: number): string {
  return p < 0.001 ? 'below 0.001' : number(p)
}
