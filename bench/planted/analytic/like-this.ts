import { countRows, likeThis, type PastForecasts } from '@headway/campus'
import { createRandom, deriveSeed, sigmoid } from '@headway/learn'
import { counter } from '../count.ts'
import { drawStudents } from '../draw.ts'
import { normal } from '../normal.ts'
import { type Pool, trueLogit } from '../pool.ts'

const AT = [0.2, 0.5, 0.7]

interface World {
  readonly terms: number
  readonly students: number // in each term
  /** Standard deviation, between terms, of what a term adds to every student's log-odds. */
  readonly spread: number
}

const few = (terms: number) =>
  `the spread between ${terms} terms is estimated from ${terms} shares, and is 0 where chance alone explains them`

/** "Of 100 students like this, 38 did not pass (33 to 43)": held against the share in a term to come. */
export function likeThisBands(task: string, pools: readonly Pool[], times: number) {
  const count = counter(task)
  for (const pool of pools) {
    for (const world of pool.columns['clicks'] ? [...calm, ...shifting] : calm) {
      for (let s = 0; s < times; s++) simulate(count, pool, world, deriveSeed(2, task, pool.name, world.terms, world.spread, s))
    }
  }
  return count.rows()
}

const calm: readonly World[] = [
  { terms: 1, students: 300, spread: 0 },
  { terms: 1, students: 1200, spread: 0 },
  { terms: 3, students: 400, spread: 0 },
]

const shifting: readonly World[] = [
  { terms: 3, students: 400, spread: 0.2 },
  { terms: 3, students: 400, spread: 0.4 },
  { terms: 8, students: 400, spread: 0.4 },
]

function simulate(count: ReturnType<typeof counter>, pool: Pool, { terms, students, spread }: World, seed: number): void {
  const random = createRandom(deriveSeed(seed, 'terms'))
  const added = Array.from({ length: terms }, () => spread * normal(random))
  const next = spread * normal(random)
  const happens = (row: number, more: number) =>
    spread === 0 ? pool.y[row]! : Number(random.next() < sigmoid(trueLogit(pool, row) + more))
  const past = added.flatMap((more, term) =>
    Array.from(drawStudents(pool, students, deriveSeed(seed, term)).rows, row => ({
      p: rounded(pool.model[row]!),
      happened: happens(row, more),
      ...(terms > 1 && { term }),
    })),
  )
  const forecasts: PastForecasts = { event: 'not passed', ...countRows(past), students: terms * students }
  const say = likeThis(forecasts)
  for (const p of AT) {
    const { band } = say(p)
    const line = {
      interval: `of 100 students like this, forecast ${100 * p} %`,
      population: `${pool.name}, ${terms} ${terms === 1 ? 'term' : 'terms'} of ${students} students${spread > 0 ? `, log-odds of a term ± ${spread}` : ''}`,
      truth: 'the share of events, among forecasts in the band, in a term to come',
      ...(spread > 0 && { why: few(terms) }),
    }
    count.one(line, band, band ? shareIn(pool, band.from, band.to, spread, next) : NaN)
  }
}

function shareIn(pool: Pool, from: number, to: number, spread: number, next: number): number {
  let [rows, sum] = [0, 0]
  pool.model.forEach((p, i) => {
    if (rounded(p) < from || rounded(p) > to) return
    rows++
    sum += spread === 0 ? pool.y[i]! : sigmoid(trueLogit(pool, i) + next)
  })
  return sum / rows
}

function rounded(p: number): number {
  return Math.round(p * 1000) / 1000
}
