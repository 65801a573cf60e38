import { createRandom, deriveSeed, type Random } from '@headway/learn'
import type { Field } from '../codebook/codebook.ts'
import { syntheticId } from './synthetic-id.ts'

/** One generated column: its cells as text and what its value means for a score (a code's position, a quantity in deviations). */
export interface DrawnColumn {
  readonly cells: string[]
  readonly positions: Float64Array
}

/** Quantities are drawn around the middle of their range with a sixth of it as deviation; without bounds the range is 0 to 100. */
const SIXTHS = 6

/** Independent draws: every code occurs, in shares between about half and one and a half times the average. */
export function drawColumn(field: Field, rows: number, seed: number): DrawnColumn {
  const random = createRandom(deriveSeed(seed, 'column', field.name))
  const { scale } = field
  const positions = new Float64Array(rows)
  switch (scale.kind) {
    case 'identifier':
      return {
        cells: Array.from({ length: rows }, (_, i) => (field.role === 'student' ? syntheticId(i + 1) : `${field.name}-${i + 1}`)),
        positions,
      }
    case 'nominal':
    case 'ordinal': {
      const upTo = cumulativeShares(scale.codes.length, random)
      for (let i = 0; i < rows; i++) positions[i] = place(upTo, random.next())
      return { cells: Array.from(positions, p => scale.codes[p]!.value), positions }
    }
    case 'quantity': {
      const { minimum = 0, maximum = Math.max(100, minimum + 100), integer = false } = scale
      for (let i = 0; i < rows; i++) positions[i] = bell(random)
      const cells = Array.from(positions, z => {
        const value = Math.min(maximum, Math.max(minimum, (minimum + maximum) / 2 + (z * (maximum - minimum)) / SIXTHS))
        return String(integer ? Math.round(value) : Math.round(value * 100) / 100)
      })
      return { cells, positions }
    }
    default:
      return scale satisfies never
  }
}

/** About normal with mean 0 and variance 1: the sum of twelve uniform draws less six. */
export function bell(random: Random): number {
  let sum = -6
  for (let k = 0; k < 12; k++) sum += random.next()
  return sum
}

function cumulativeShares(codes: number, random: Random): number[] {
  const weights = Array.from({ length: codes }, () => 0.5 + random.next())
  const total = weights.reduce((a, b) => a + b, 0)
  let sum = 0
  return weights.map(w => {
    sum += w / total
    return sum
  })
}

function place(upTo: readonly number[], u: number): number {
  const at = upTo.findIndex(bound => u < bound)
  return at < 0 ? upTo.length - 1 : at
}
