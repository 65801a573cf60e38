import { type Codebook, isSyntheticId, readTable } from '@headway/campus'
import { type Table, takeRows } from '@headway/learn'
import type { Calendar } from './read-calendar.ts'
import type { Refusals } from './refused-rows.ts'
import { isDay, numberIn, type Texts } from './staged-texts.ts'

export interface ReadEnrolments {
  readonly table: Table
  readonly ids: readonly string[] // by enrolment
  readonly students: readonly string[]
  readonly student: Int32Array
  readonly section: Int32Array
  readonly registered: Float64Array
  readonly withdrawn: Float64Array
  readonly identical: number
  readonly synthetic: boolean
}

/**
 * Enrolments sorted by section and student, read by the codebook.
 *
 * @param texts registered, withdrawn, then the codebook's columns
 */
export function readEnrolments(codebook: Codebook, texts: Texts, calendar: Calendar, refusals: Refusals): ReadEnrolments {
  const names = codebook.fields.map(f => f.name)
  const at = (role: 'student' | 'course' | 'term') => 2 + codebook.fields.findIndex(f => f.role === role)
  const [studentAt, courseAt, termAt] = [at('student'), at('course'), at('term')]
  const { file } = texts
  const rows = texts.rows.filter(({ line, cells }) => {
    const bad = [0, 1].find(j => !Number.isNaN(numberIn(cells[j]!)) && !isDay(numberIn(cells[j]!)))
    if (bad !== undefined) {
      const column = bad === 0 ? 'registered' : 'withdrawn'
      refusals.add(
        { file, column, code: 'wrong_type', expected: 'a whole day of the term', remedy: 'Correct it, or leave it empty.' },
        cells[bad]!,
        line,
      )
      return false
    }
    const [course, term] = [cells[courseAt], cells[termAt]]
    if (!course || !term || calendar.sectionOf(course, term) >= 0) return true
    const reason = {
      file,
      code: 'no_section',
      expected: 'a course in a term of the calendar',
      remedy: 'Add it to the calendar, with its length.',
    } as const
    refusals.add(reason, `${course} ${term}`, line)
    return false
  })
  const raw = { file, names, columns: names.map((_, j) => rows.map(r => r.cells[j + 2] ?? '')), lines: Int32Array.from(rows, r => r.line) }
  const ids = raw.columns[studentAt - 2]!
  const synthetic = ids.length > 0 && ids.every(isSyntheticId)
  const reading = readTable(codebook, raw, { synthetic })
  for (const { line, column, code, expected, got, remedy } of reading.refused) {
    const known = code === 'wrong_width' || code === 'bad_quotes' ? 'bad_line' : code
    refusals.add({ file, code: known, expected, remedy, ...(column !== undefined && { column }) }, got, line)
  }
  const places = new Map(rows.map(({ line }, i) => [line, i]))
  const kept = Array.from(reading.lines, line => places.get(line)!)
  const sectionOf = kept.map(i => calendar.sectionOf(rows[i]!.cells[courseAt]!, rows[i]!.cells[termAt]!))
  const idOf = kept.map(i => rows[i]!.cells[studentAt]!)
  const order = kept.map((_, i) => i).sort((a, b) => sectionOf[a]! - sectionOf[b]! || (idOf[a]! < idOf[b]! ? -1 : 1))
  const students = [...new Set(idOf)].sort()
  const numbers = new Map(students.map((id, i) => [id, i]))
  return {
    table: takeRows(reading.dataset.table, order),
    ids: order.map(i => idOf[i]!),
    students,
    student: Int32Array.from(order, i => numbers.get(idOf[i]!)!),
    section: Int32Array.from(order, i => sectionOf[i]!),
    registered: Float64Array.from(order, i => numberIn(rows[kept[i]!]!.cells[0]!)),
    withdrawn: Float64Array.from(order, i => numberIn(rows[kept[i]!]!.cells[1]!)),
    identical: reading.identical,
    synthetic,
  }
}
