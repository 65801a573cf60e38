import { sqlName, sqlText } from '../../duckdb.ts'
import { IngestError } from '../../errors.ts'
import type { Looked } from '../mapping/look-at.ts'
import type { Workbench } from '../workbench.ts'
import type { MoodleSection } from './find-sections.ts'
import type { MoodleOptions } from './moodle.ts'
import { ACTOR, gradeColumns } from './moodle-columns.ts'

/**
 * The gradebook's ID number is the institution's, the log's number is Moodle's; how one finds the other must be said, and hold for somebody.
 *
 * @throws IngestError `bad_mapping`
 */
export async function checkJoin(
  bench: Workbench,
  sections: readonly MoodleSection[],
  join: MoodleOptions['join'],
  users: Looked | undefined,
): Promise<void> {
  const { file } = sections[0]!.grades
  if (join === undefined)
    throw new IngestError(
      'bad_mapping',
      file,
      'its ID number need not be the number that the log gives a user. Say how they belong together: --join id-number when they are the same, or --users FILE with the columns id and idnumber.',
    )
  if (users) {
    const twice = await first(
      bench,
      users.file,
      `select trim(idnumber) from ${users.from} where trim(idnumber) <> '' group by 1 having count(distinct trim(id)) > 1`,
    )
    if (twice !== undefined) throw new IngestError('bad_mapping', users.file, `several users have the idnumber ${twice}. Correct it.`)
  }
  for (const { log, columns, grades } of sections) {
    const ids = `select trim(${sqlName(gradeColumns.id)}) as id from ${grades.from}`
    const known = users ? `select trim(u.id) as id from ${users.from} u join (${ids}) g on g.id = trim(u.idnumber)` : ids
    const some = await first(
      bench,
      log.file,
      `select 1 from ${log.from} l where regexp_extract(${sqlName(columns.description)}, ${sqlText(ACTOR)}, 1) in (select id from (${known}) where id <> '') limit 1`,
    )
    if (some === undefined)
      throw new IngestError(
        'bad_mapping',
        grades.file,
        `no ID number in it finds a user of ${log.file}. ${users ? 'Check the file of users' : 'They are not the same: give --users FILE with the columns id and idnumber'}, or the two files are of different courses.`,
      )
  }
}

async function first(bench: Workbench, file: string, sql: string): Promise<string | undefined> {
  const rows = await bench.on(file, async () => (await bench.connection.run(sql)).getRowsJS())
  return rows[0] === undefined ? undefined : String(rows[0][0])
}
