import type { Field, Records } from '@headway/campus'
import { createRandom, deriveSeed } from '@headway/learn'
import { normal } from './normal.ts'

/** A column that knows the outcome, more or less, or comes too late. */
export interface Leak {
  readonly kind: string
  readonly strength: string
  readonly field: Field
  readonly values: Float64Array // [enrolments]
}

const percent = (share: number) => `${Math.round(100 * share)} %`

/** Every kind of leak that the detector is for, from plain to faint. Each is a column of its own. */
export function plantedLeaks(records: Records, adverse: readonly number[], seed: number): Leak[] {
  const { enrolments, activity } = records
  const n = adverse.length
  const random = createRandom(deriveSeed(seed, 'leaks'))
  const leaks: Leak[] = []
  const add = (kind: string, strength: string, value: (i: number) => number, marks: Partial<Field> = {}) =>
    leaks.push({
      kind,
      strength,
      field: fieldOf(`leak_${leaks.length}`, marks),
      values: Float64Array.from({ length: n }, (_, i) => value(i)),
    })
  const left = (i: number) => !Number.isNaN(enrolments.withdrawn[i])

  for (const share of [1, 0.5, 0.25, 0.1])
    add('withdrawal date', `recorded for ${percent(share)} of those who left`, i =>
      left(i) && random.next() < share ? enrolments.withdrawn[i]! : NaN,
    )
  for (const share of [0.05, 0.2])
    add('withdrawal date', `and a later date for ${percent(share)} of the others`, i =>
      left(i) ? enrolments.withdrawn[i]! : random.next() < share ? 121 + random.int(30) : NaN,
    )

  add('examination score', 'blank where not sat', i => (left(i) ? NaN : 60 - 20 * adverse[i]! + 15 * normal(random)))
  for (const apart of [4, 2, 1, 0.5])
    add('examination score', `0 where not sat; fails ${apart} standard deviations below passes`, i =>
      left(i) ? 0 : 70 + 10 * normal(random) - 10 * apart * adverse[i]!,
    )

  const clicksTo = (day: number) => (i: number) => {
    let sum = 0
    for (let e = activity.starts[i]!; e < activity.starts[i + 1]!; e++) if (activity.day[e]! <= day) sum += activity.amount[e]!
    return sum
  }
  add('total of the term', 'the whole term, said to be known at registration', clicksTo(1000), { availableFrom: 'registration' })
  add('total of the term', 'the whole term', clicksTo(1000))
  for (const weeks of [6, 4, 2, 1])
    add('total of the term', `${weeks} ${weeks === 1 ? 'week' : 'weeks'} past the moment`, clicksTo(56 + 7 * weeks))

  const sorted = (share: number) => {
    const place = adverse.map(bad => (random.next() < share ? bad : random.next() < 0.5 ? 1 : 0) + 0.999 * random.next())
    const order = [...place.keys()].sort((a, b) => place[a]! - place[b]!)
    const rank = new Float64Array(n)
    order.forEach((i, at) => {
      rank[i] = at
    })
    return rank
  }
  for (const share of [1, 0.5, 0]) {
    const rank = sorted(share)
    add('identifier', share === 0 ? 'in no order' : `sorted by outcome, ${percent(share)} of rows`, i => 10_000 + rank[i]!)
  }
  for (const share of [1, 0.95, 0.9, 0.8, 0.6]) {
    const rank = sorted(share)
    add('file of ten, sorted by outcome', `${percent(share)} of rows`, i => Math.floor(rank[i]! / 10))
  }

  for (const others of [0, 0.01, 0.03, 0.1])
    add('recorded for one outcome only', `half of those with it, ${percent(others)} of the others`, i =>
      random.next() < (adverse[i] ? 0.5 : others) ? 1 + random.int(5) : NaN,
    )
  return leaks
}

/** Columns that know nothing they should not: of the kind registrars hand over, dated by nobody. */
export function honestColumns(effort: Float64Array, seed: number): Leak[] {
  const random = createRandom(deriveSeed(seed, 'honest'))
  const make = (name: string, value: (i: number) => number, marks: Partial<Field> = {}): Leak => ({
    kind: name,
    strength: '',
    field: fieldOf(`honest_${name.replaceAll(' ', '_')}`, marks),
    values: Float64Array.from(effort, (_, i) => value(i)),
  })
  return [
    make('motivation at registration', i => Math.round(10 * (effort[i]! + random.next())) / 10),
    make('survey half answered', () => (random.next() < 0.5 ? NaN : random.int(5))),
    make('income', () => 10_000 + random.int(90_000), { scale: { kind: 'quantity', integer: true, unit: 'USD' } }),
    make('travel time', () => 5 + random.int(90)),
  ]
}

export function fieldOf(name: string, marks: Partial<Field> = {}): Field {
  return { name, title: name, scale: { kind: 'quantity' }, role: 'indicator', actionable: false, ...marks }
}
