import { logit, type Random } from '@headway/learn'

/** About standard normal: the sum of twelve uniform draws less six. */
export function normal(random: Random): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random.next()
  return sum
}

export function logistic(random: Random): number {
  return logit((random.int(2 ** 32) + 0.5) / 2 ** 32)
}

/** One effect for each of n levels, about normal with this spread. */
export function levelEffects(random: Random, n: number, spread: number): number[] {
  return Array.from({ length: n }, () => spread * normal(random))
}

/** One of n levels, from 0; the i-th is 1/i as frequent as the first, as sizes of schools, towns and courses about are. */
export function longTail(random: Random, n: number): number {
  const total = Array.from({ length: n }, (_, i) => 1 / (i + 1)).reduce((sum, weight) => sum + weight, 0)
  let left = random.next() * total
  for (let i = 0; i < n; i++) {
    left -= 1 / (i + 1)
    if (left < 0) return i
  }
  return n - 1
}

/** How many of n succeed, each with probability p. */
export function successes(random: Random, n: number, p: number): number {
  return Array.from({ length: n }, () => random.next()).filter(u => u < p).length
}

/** A standard normal value as one of five answers, 1 … 5. */
export function answer(value: number): number {
  return 1 + [-1.2, -0.4, 0.4, 1.2].filter(cut => value > cut).length
}

export function within(low: number, high: number, value: number): number {
  return Math.min(high, Math.max(low, Math.round(value)))
}
