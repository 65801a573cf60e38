import { exp } from './exp.ts'
import { log } from './log.ts'

/** log Σ e^values[i] over `length` values from `start`, without overflow. Of no values: −Infinity. */
export function logSumExp(values: ArrayLike<number>, start = 0, length = values.length - start): number {
  let top = -Infinity
  for (let i = start; i < start + length; i++) if (values[i] > top) top = values[i]
  if (!(top > -Infinity && top < Infinity)) return top
  let sum = 0
  for (let i = start; i < start + length; i++) sum += exp(values[i] - top)
  return top + log(sum)
}
