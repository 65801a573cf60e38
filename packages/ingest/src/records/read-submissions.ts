import type { Assessment, Records } from '@headway/campus'
import type { Calendar } from './read-calendar.ts'
import { fileOf, type Reading } from './reading.ts'
import type { Reason, Refusals } from './refused-rows.ts'
import { isDay, numberIn, type Texts } from './staged-texts.ts'
import { startsOf } from './starts-of.ts'
import { typedColumns } from './typed-columns.ts'

export interface ReadAssessments {
  readonly assessments: readonly Assessment[]
  readonly ids: readonly string[]
}

/** By section, due day and id. @param texts id, course, term, kind, due, weight, final */
export function readAssessments(texts: Texts, calendar: Calendar, refusals: Refusals): ReadAssessments {
  const { file } = texts
  const taken = new Map<string, Assessment>()
  for (const { line, cells } of texts.rows) {
    const [id, course, term, kind, due, weight, final] = cells
    const section = calendar.sectionOf(course ?? '', term ?? '')
    const [dueDay, share] = [numberIn(due ?? null), numberIn(weight ?? null)]
    const refuse = (reason: Omit<Reason, 'file'>, got: string) => refusals.add({ file, ...reason }, got, line)
    if (!id) refuse({ code: 'missing_key', expected: 'the id of an assessment', remedy: 'Fill it in.' }, 'nothing')
    else if (section < 0)
      refuse({ code: 'no_section', expected: 'a course in a term of the calendar', remedy: 'Add it to the calendar.' }, `${course} ${term}`)
    else if (taken.has(id))
      refuse({ code: 'duplicate_key', expected: 'each assessment once', remedy: 'The first was taken. Delete the wrong one.' }, id)
    else if (!Number.isNaN(dueDay) && !isDay(dueDay))
      refuse({ code: 'wrong_type', column: 'due', expected: 'a whole day of the term', remedy: 'Correct it, or leave it empty.' }, due!)
    else if (!Number.isNaN(share) && !(share >= 0 && share < Infinity))
      refuse({ code: 'wrong_type', column: 'weight', expected: 'a number from 0', remedy: 'Correct it, or leave it empty.' }, weight!)
    else taken.set(id, { section, kind: kind ?? 'unknown', due: dueDay, weight: share, final: final === 'true' })
  }
  const late = (due: number) => (Number.isNaN(due) ? Infinity : due)
  const order = [...taken].sort(([a, x], [b, y]) => x.section - y.section || compare(late(x.due), late(y.due)) || (a < b ? -1 : 1))
  return { ids: order.map(([id]) => id), assessments: order.map(([, assessment]) => assessment) }
}

const compare = (a: number, b: number) => (a < b ? -1 : Number(a > b))

const reasons: Readonly<Record<number, Omit<Reason, 'file'>>> = {
  [-1]: { code: 'no_assessment', expected: 'an assessment that is listed', remedy: 'List the assessment, or leave its submissions out.' },
  [-2]: {
    code: 'wrong_type',
    column: 'day',
    expected: 'a whole day of the term',
    remedy: 'Write the day of submission as a whole number.',
  },
  [-3]: { code: 'no_enrolment', expected: 'a student enrolled in the course and term', remedy: 'Add the enrolment, or leave these out.' },
  [-4]: {
    code: 'out_of_range',
    column: 'score',
    expected: 'a score from 0 to 100, or none',
    remedy: 'Correct the score, or leave it empty.',
  },
}

/** Submissions joined with the lookups `assessed` and `enrolled`, by enrolment, day and assessment. */
export async function readSubmissions(reading: Reading, enrolments: number): Promise<Records['submissions']> {
  const { bench, preset, refusals } = reading
  const { connection, on } = bench
  const { select } = preset.staging.submission
  const file = fileOf(reading, preset.staging.submission)
  return on(file, async () => {
    await connection.run(`create table submitted as
      select case when a.number is null then -1 when d is null or d <> floor(d) or d not between -32768 and 32767 then -2
          when e.number is null then -3 when s.score is not null and not coalesce(mark between 0 and 100, false) then -4
          else e.number end as enrolment,
        a.number as assessment, d, mark, coalesce(try_cast(s.banked as double) = 1, false) as banked, s.line,
        concat_ws(' ', s.assessment, s.student, s.day, s.score) as got
      from (select *, try_cast(day as double) as d, try_cast(score as double) as mark from (${select})) s
        left join assessed a on a.id = s.assessment
        left join enrolled e on e.course = a.course and e.term = a.term and e.student = s.student`)
    const [enrolment, assessment, day, score, banked] = await typedColumns(
      connection,
      `select enrolment, assessment, d::smallint, coalesce(mark, 'nan'::double), banked::utinyint from submitted where enrolment >= 0
       order by enrolment, d, assessment, mark`,
      ['i32', 'i32', 'i16', 'f64', 'u8'],
    )
    const bad = await connection.run('select enrolment, line::integer, got from submitted where enrolment < 0 order by line')
    for (const [code, line, got] of await bad.getRowsJS()) {
      refusals.add({ file, ...reasons[Number(code)]! }, String(got), refusals.lineOf(file, Number(line)))
    }
    return { starts: startsOf(enrolment, enrolments), assessment, day, score, banked }
  })
}
