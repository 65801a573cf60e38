import type { Random } from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'
import { drawnRange } from './relation.ts'
import { syntheticId } from './synthetic-id.ts'

/** What was drawn for one cell: its text, and where it stands (a code's position, a number). */
export interface Drawn {
  readonly text: string
  readonly place: number
}

/** Draws cells of one column; `row` counts from 0. */
export type Draw = (random: Random, row: number) => Drawn

/**
 * Codes are drawn with the given weights, numbers from the mean of three uniform draws over their range, rounded to whole numbers
 * or hundredths. Students are numbered; other identifiers too.
 */
export function drawOf({ scale, role }: Field, weights: readonly number[] | undefined, firstStudent: number): Draw {
  if (scale.kind === 'identifier') {
    const idOf = role === 'student' ? syntheticId : (n: number) => `R${n}`
    return (_, row) => ({ text: idOf(firstStudent + row), place: row })
  }
  if (scale.kind === 'quantity') {
    const [low, high] = drawnRange(scale)
    return random => {
      const value = low + ((random.next() + random.next() + random.next()) / 3) * (high - low)
      return numberCell(value, scale)
    }
  }
  const totals = runningTotals(weights ?? defaultWeights(scale.kind, scale.codes.length))
  return random => {
    const at = random.next() * totals.at(-1)!
    const place = Math.min(
      scale.codes.length - 1,
      totals.findIndex(total => at < total),
    )
    return { text: scale.codes[place]!.value, place }
  }
}

/** Rounded to what the column holds, and kept within its limits. */
export function numberCell(
  value: number,
  scale: { readonly minimum?: number; readonly maximum?: number; readonly integer?: boolean },
): Drawn {
  const rounded = scale.integer ? Math.round(value) : Math.round(value * 100) / 100
  const place = Math.min(scale.maximum ?? Infinity, Math.max(scale.minimum ?? -Infinity, rounded)) + 0
  return { text: String(place), place }
}

/** Nominal codes: the i-th is 1/i as frequent as the first. Ordered codes: the middle ones most, the outer ones least, evenly. */
export function defaultWeights(kind: 'nominal' | 'ordinal', n: number): number[] {
  return Array.from({ length: n }, (_, i) => (kind === 'nominal' ? 1 / (i + 1) : Math.min(i + 1, n - i)))
}

function runningTotals(weights: readonly number[]): number[] {
  let total = 0
  return weights.map(weight => (total += weight))
}
