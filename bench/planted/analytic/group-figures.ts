import { auditGroups, type GroupFigures } from '@headway/campus'
import { deriveSeed } from '@headway/learn'
import { counter } from '../count.ts'
import { drawStudents, pick } from '../draw.ts'
import type { Pool } from '../pool.ts'
import { cutOf, figuresBeyond, type TrueFigures } from '../true-figures.ts'

const MEASURES = ['missRate', 'wronglyListed', 'passedAnyway', 'calibration'] as const

const names = { missRate: 'missed', wronglyListed: 'wrongly listed', passedAnyway: 'passed anyway', calibration: 'calibration gap' }

/** What the group audit says of groups and of their differences, by forecasts of a model that stays as it is. */
export function groupFigures(task: string, pool: Pool, sizes: readonly number[], times: number) {
  const count = counter(task)
  const falling = pool.model.toSorted().reverse()
  for (const students of sizes) {
    const population = `${pool.name}, ${students} students`
    for (let s = 0; s < times; s++) {
      const { rows, groups } = drawStudents(pool, students, deriveSeed(2, task, pool.name, students, s))
      const p = pick(pool.model, rows)
      const length = Math.round(0.3 * rows.length)
      const traits = [
        { column: 'group', title: 'Group', sensitivity: 'protected', groups: ['A', 'B'], of: Int32Array.from(rows, i => pool.group[i]!) },
      ] as const
      const audit = auditGroups({ happened: pick(pool.y, rows), students: groups, traits }, p, { event: 'not passed', length })
      if (!audit) continue
      const cut = figuresBeyond(pool, pool.model, cutOf(p, length))
      const same = figuresBeyond(pool, pool.model, falling[Math.round(0.3 * falling.length) - 1]!)
      const lines = (what: string) =>
        [
          [{ interval: what, population, truth: 'the same group of the whole population, at the same cut' }, cut],
          [
            { interval: what, population, truth: 'the same group of the whole population, on a list of the same share', promised: false },
            same,
          ],
        ] as const
      audit.traits[0]!.groups.forEach(({ figures }, g) => {
        for (const measure of MEASURES) {
          for (const [line, truth] of lines(`group: ${names[measure]}`).slice(0, measure === 'calibration' ? 1 : 2))
            count.several(line, [[figures && bounded(figures, measure), truth.of[g]![measure]]])
        }
      })
      for (const comparison of audit.comparisons) {
        const { measure } = comparison
        for (const [line, truth] of lines(`difference of groups: ${names[measure]}`).slice(0, measure === 'calibration' ? 1 : 2))
          count.one(line, comparison, difference(truth, measure))
      }
    }
  }
  return count.rows()
}

function bounded(figures: GroupFigures, measure: (typeof MEASURES)[number]) {
  return figures[measure]
}

function difference({ of: [a, b] }: TrueFigures, measure: 'missRate' | 'wronglyListed' | 'calibration'): number {
  return a![measure] - b![measure]
}
