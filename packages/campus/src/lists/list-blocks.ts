import type { SplitPlan } from '@headway/learn'
import type { Evaluated } from '../report/build-report.ts'
import type { Frame } from '../train/frame.ts'
import { anyOrder, eventOf, eventScores } from './event-scores.ts'
import { checkGate, type Gate, gate, type Overrule } from './gate.ts'
import { type ListTable, listLengths } from './list-lengths.ts'
import type { Lister } from './resample-lists.ts'
import { worstCourses } from './worst-courses.ts'

export interface ListOptions {
  readonly seed: number
  /** Bootstrap resamples behind every interval. Default 1000. */
  readonly resamples?: number
  /** Length of the list that staff can handle, in rows: the gate is judged there. Absent: 10 % of the population. */
  readonly listLength?: number
  /** Use the model whatever the gate says; who says so and why is kept. */
  readonly overrule?: Overrule
}

/**
 * What a gate would refuse, before anything is fitted.
 *
 * @throws CampusError `bad_question`
 */
export function checkLists({ repeats }: SplitPlan, { listLength, overrule }: Omit<ListOptions, 'seed'>): void {
  const tested = repeats.reduce((sum, splits) => sum + splits.reduce((rows, { test }) => rows + test.length, 0), 0)
  checkGate(tested / repeats.length, { ...(listLength !== undefined && { listed: listLength }), ...(overrule && { overrule }) })
}

/** The blocks of a report that are about lists; nothing where the question names no event, or no tested row had it. */
export function listBlocks(
  frame: Frame,
  plan: SplitPlan,
  evaluated: Evaluated,
  { seed, resamples, listLength, overrule }: ListOptions,
): { readonly lists?: ListTable; readonly gate?: Gate } {
  const event = eventOf(frame)
  if (!event) return {}
  const rules = listersOf(frame, plan, evaluated, event.classes)
  const model: Lister = { id: 'model', label: 'model', scores: eventScores(evaluated.model, event.classes) }
  const common = { event: event.name, seed, ...(resamples !== undefined && { resamples }) }
  const lists = listLengths([...rules, model], { ...common, lengths: listLength === undefined ? [] : [listLength] })
  if (!lists) return {}
  return {
    lists,
    gate: gate(rules, model, { ...common, ...(listLength !== undefined && { listed: listLength }), ...(overrule && { overrule }) }),
  }
}

/** Every simple rule that the model must beat: any order, one column alone, the three worst courses. */
function listersOf(frame: Frame, plan: SplitPlan, { rules, model }: Evaluated, classes: readonly number[]): Lister[] {
  const courses = worstCourses(frame, plan, model, classes)
  return [
    ...rules.map(({ name, forecasts }): Lister => {
      const scores = eventScores(forecasts, classes)
      return name === 'prior' ? { id: 'prior', label: 'any order', scores: anyOrder(scores) } : { id: name, label: name, scores }
    }),
    ...(courses ? [{ id: 'worst three courses', label: 'worst three courses', scores: courses }] : []),
  ]
}
