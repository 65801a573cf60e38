import type { PastForecasts } from './past-forecasts.ts'

/** How far terms differ in level: standard deviation of log-odds between them, at least 0, and how many terms say so. */
export interface LevelSpread {
  readonly terms: number
  readonly spread: number
}

/**
 * Terms differ in level: in one more students fail than their forecasts say, all along the scale. Every past forecast of a term tells how far:
 *
 *   s_t = Σ(happened − p) / Σ p(1 − p),   a shift of log-odds with variance 1 / Σ p(1 − p)
 *
 * The spread is the root of the moment estimate max(0, (Σ w_t (s_t − s̄)² − (T − 1)) / (Σ w_t − Σ w_t² / Σ w_t)), w_t = Σ p(1 − p), counted in
 * students where they have several rows. A term whose forecasts are all 0 or 1 says nothing and is left out.
 *
 * @returns spread 0 where fewer than two terms are known
 *
 * Source: DerSimonian & Laird (1986), Controlled Clinical Trials 7.
 */
export function levelSpread({ p, n, happened, term, students }: PastForecasts): LevelSpread {
  if (!term) return { terms: 1, spread: 0 }
  const independent = students / sum(n)
  const byTerm = new Map<number, { weight: number; beyond: number }>()
  p.forEach((q, i) => {
    const so = byTerm.get(term[i]!) ?? { weight: 0, beyond: 0 }
    byTerm.set(term[i]!, { weight: so.weight + n[i]! * q * (1 - q), beyond: so.beyond + happened[i]! - n[i]! * q })
  })
  const levels = [...byTerm.values()]
    .filter(({ weight }) => weight > 0)
    .map(({ weight, beyond }) => ({ weight: weight * independent, shift: beyond / weight }))
  if (levels.length < 2) return { terms: levels.length, spread: 0 }
  const total = sum(levels.map(l => l.weight))
  const mean = sum(levels.map(l => l.weight * l.shift)) / total
  const q = sum(levels.map(l => l.weight * (l.shift - mean) * (l.shift - mean)))
  const squares = sum(levels.map(l => l.weight * l.weight))
  return { terms: levels.length, spread: Math.sqrt(Math.max(0, (q - (levels.length - 1)) / (total - squares / total))) }
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
