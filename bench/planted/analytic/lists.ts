import { type EventScores, gate, type Lister, listLengths } from '@headway/campus'
import { deriveSeed, pairedBootstrapInterval } from '@headway/learn'
import { heldOut } from '../../held-out.ts'
import { counter } from '../count.ts'
import { drawStudents, pick } from '../draw.ts'
import type { Pool } from '../pool.ts'

/** What lists find, how a model's list compares with a rule's, and how their losses differ: student bootstraps, 500 resamples. */
export function lists(task: string, pool: Pool, sizes: readonly number[], times: number) {
  const count = counter(task)
  const everyone = Int32Array.from(pool.y.keys())
  for (const students of sizes) {
    const population = `${pool.name}, ${students} students`
    for (let s = 0; s < times; s++) {
      const seed = deriveSeed(2, task, pool.name, students, s)
      const { rows, groups } = drawStudents(pool, students, seed)
      const [rule, model] = listersOf(pool, rows, groups)
      const table = listLengths([rule, model], { event: 'not passed', seed, resamples: 500 })
      for (const { listed, share, lines } of table?.lengths ?? []) {
        const { found, recall } = lines[1]!
        const part = share < 0.035 ? '2 %' : `${Math.round(20 * share) * 5} %`
        const all = trueAt(pool, pool.model, share)
        const truth = 'a list of the same share of the whole population'
        count.one({ interval: `found by a list of ${part}`, population, truth }, found, all.precision * listed)
        count.one({ interval: `recall of a list of ${part}`, population, truth }, recall, all.recall)
      }
      const { rules, listed, n } = gate([rule], model, { event: 'not passed', seed, resamples: 500 })
      const [a, b] = [trueAt(pool, pool.model, listed / n), trueAt(pool, pool.rule, listed / n)]
      count.one(
        {
          interval: 'gate: found by the model less found by the rule',
          population,
          truth: 'two lists of that share of the whole population',
        },
        rules[0]!.difference,
        (a.precision - b.precision) * listed,
      )
      const y = pick(pool.y, rows)
      const paired = pairedBootstrapInterval(heldOut(y, pick(pool.model, rows), groups), heldOut(y, pick(pool.rule, rows), groups), {
        seed,
        resamples: 500,
      })
      count.one(
        { interval: 'difference of mean losses, paired bootstrap', population, truth: 'the difference over the whole population' },
        paired,
        lossOver(pool, pool.model, everyone) - lossOver(pool, pool.rule, everyone),
      )
    }
  }
  return count.rows()
}

function listersOf(pool: Pool, rows: Int32Array, groups: Int32Array): [rule: Lister, model: Lister] {
  const own = Int32Array.from(rows.keys())
  const scores = (of: Float64Array): EventScores => ({
    event: Uint8Array.from(rows, i => pool.y[i]!),
    groups,
    repeats: [{ rows: own, scores: pick(of, rows) }],
  })
  return [
    { id: 'rule', label: 'rule', scores: scores(pool.rule) },
    { id: 'model', label: 'model', scores: scores(pool.model) },
  ]
}

const kept = new WeakMap<Float64Array, { readonly scores: Float64Array; readonly hits: Float64Array }>()

/** Precision and recall of the list of that share of the population; forecasts that tie share their places. */
function trueAt({ y }: Pool, scores: Float64Array, share: number): { readonly precision: number; readonly recall: number } {
  let walk = kept.get(scores)
  if (!walk) {
    const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
    const hits = new Float64Array(order.length + 1)
    order.forEach((i, at) => {
      hits[at + 1] = hits[at]! + y[i]!
    })
    walk = { scores: pick(scores, order), hits }
    kept.set(scores, walk)
  }
  const places = share * y.length
  const cut = walk.scores[Math.min(y.length - 1, Math.max(0, Math.ceil(places) - 1))]!
  const above = walk.scores.findIndex(score => score <= cut)
  const to = walk.scores.findIndex(score => score < cut)
  const end = to < 0 ? y.length : to
  const found = walk.hits[above]! + ((places - above) / (end - above)) * (walk.hits[end]! - walk.hits[above]!)
  return { precision: found / places, recall: found / walk.hits.at(-1)! }
}

function lossOver({ y }: Pool, p: Float64Array, rows: Int32Array): number {
  return rows.reduce((sum, i) => sum - Math.log(Math.max(1e-15, y[i] ? p[i]! : 1 - p[i]!)), 0) / rows.length
}
