import { type OutOfFold, testedRows } from '@headway/learn'
import { cellText } from '../codebook/cell-text.ts'
import { csvLine } from '../codebook/to-csv.ts'
import type { Frame } from '../train/frame.ts'

/**
 * Forecasts for rows never seen, as CSV, for whoever wants to compute a figure again: who (the columns with the role student, course, section
 * or term; `row` alone, counted from 0, where there are none), `repeat` where the plan has several, `fold`, `outcome`, and one probability
 * per class (`forecast` where the outcome is a value). One line per row tested and repeat, in the order of the data. Holds records of people.
 *
 * @param forecasts of the frame's rows
 */
export function* heldOutLines(forecasts: OutOfFold, { dataset: { codebook, table }, rows }: Frame): Generator<string> {
  const who = codebook.fields.flatMap(({ name, role }) =>
    role === 'student' || role === 'course' || role === 'section' || role === 'term' ? table.columns.filter(c => c.name === name) : [],
  )
  const { task, y, repeats } = forecasts
  const several = repeats.length > 1
  const values = task.kind === 'regression' ? ['forecast'] : task.classes.map(c => `p(${c})`)
  const outcome = (value: number) => (task.kind === 'regression' ? String(value) : task.classes[value]!)
  yield csvLine([...(who.length > 0 ? who.map(c => c.name) : ['row']), ...(several ? ['repeat'] : []), 'fold', 'outcome', ...values])
  for (const [r, repeat] of repeats.entries()) {
    const { cols, data } = repeat.forecast
    for (const i of testedRows(repeat)) {
      const at = rows[i]!
      yield csvLine([
        ...(who.length > 0 ? who.map(column => cellText(column, at)) : [String(at)]),
        ...(several ? [String(r)] : []),
        String(repeat.fold[i]),
        outcome(y[i]!),
        ...Array.from(data.subarray(i * cols, (i + 1) * cols), String),
      ])
    }
  }
}
