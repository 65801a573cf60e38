import { columnOf, type OutOfFold, type SplitPlan } from '@headway/learn'
import type { Frame } from '../train/frame.ts'
import { type EventScores, eventScores } from './event-scores.ts'

/** How many courses the rule lists, and how many past students a course needs to be counted among them. */
const WORST = 3
const FEWEST = 5

/**
 * The simple rule "students of the three courses where most had the event": 1 in the three courses with the highest observed share of
 * events among training rows, else 0, so that ties within are many and count by expectation. Courses with fewer than 5 training rows
 * are not counted; among equal shares the larger course comes first, then the code order. An unknown course is NaN: last.
 *
 * @param forecasts any forecasts by the plan: they say which rows were tested and what happened
 * @returns nothing where no column is the course, or some training part has no more than three courses to choose among
 */
export function worstCourses(frame: Frame, plan: SplitPlan, forecasts: OutOfFold, classes: readonly number[]): EventScores | undefined {
  const courses = coursesOf(frame)
  if (!courses) return undefined
  const { event, ...rest } = eventScores(forecasts, classes)
  const repeats: EventScores['repeats'][number][] = []
  for (const [r, { rows }] of rest.repeats.entries()) {
    const scores = new Map<number, number>()
    for (const { train, test } of plan.repeats[r]!) {
      const worst = worstOf(train, courses, event)
      if (!worst) return undefined
      for (const i of test) scores.set(i, courses[i]! < 0 ? NaN : Number(worst.has(courses[i]!)))
    }
    repeats.push({ rows, scores: Float64Array.from(rows, i => scores.get(i)!) })
  }
  return { event, ...rest, repeats }
}

/** [n] the course of each row of the frame, −1 where it is unknown. */
function coursesOf({ dataset, rows }: Frame): Int32Array | undefined {
  const field = dataset.codebook.fields.find(f => f.role === 'course' && f.sensitivity !== 'protected')
  const column = field && columnOf(dataset.table, field.name)
  return column?.kind === 'categorical' ? Int32Array.from(rows, i => column.codes[i]!) : undefined
}

function worstOf(train: Int32Array, courses: Int32Array, event: Uint8Array): ReadonlySet<number> | undefined {
  const counts = new Map<number, { course: number; n: number; events: number }>()
  for (const i of train) {
    const course = courses[i]!
    if (course < 0) continue
    const count = counts.get(course) ?? { course, n: 0, events: 0 }
    count.n++
    count.events += event[i]!
    counts.set(course, count)
  }
  const known = [...counts.values()].filter(({ n }) => n >= FEWEST)
  if (known.length <= WORST) return undefined
  known.sort((a, b) => b.events / b.n - a.events / a.n || b.n - a.n || a.course - b.course)
  return new Set(known.slice(0, WORST).map(({ course }) => course))
}
