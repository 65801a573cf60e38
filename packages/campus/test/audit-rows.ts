import { createRandom } from '@headway/learn'
import type { AuditRows } from '../src/groups/audit-groups.ts'
import type { Trait } from '../src/groups/traits-of.ts'

export function traitOf(column: string, of: ArrayLike<number>, marks: Partial<Trait> = {}): Trait {
  const groups = Array.from({ length: Math.max(...Array.from(of)) + 1 }, (_, g) => `${column}${g}`)
  return { column, title: column, sensitivity: 'protected', groups, of: Int32Array.from(of), ...marks }
}

/** Random rows: forecasts, outcomes that follow them, and one trait per list of group shares. */
export function randomRows(n: number, shares: readonly (readonly number[])[], seed: number): AuditRows & { probability: Float64Array } {
  const random = createRandom(seed)
  const probability = Float64Array.from({ length: n }, () => Math.round(random.next() * 200) / 200)
  const happened = probability.map(p => Number(random.next() < p))
  const traits = shares.map((share, t) =>
    traitOf(
      'ABC'[t]!,
      Array.from({ length: n }, () => {
        const at = random.next() * share.reduce((a, b) => a + b, 0)
        return share.findIndex((_, g) => at < share.slice(0, g + 1).reduce((a, b) => a + b, 0))
      }),
      { groups: share.map((_, g) => `${'ABC'[t]}${g}`) },
    ),
  )
  return { probability, happened, traits }
}
