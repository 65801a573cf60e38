/**
 * What Moodle writes, quoted from its source (GPL; names of columns only). Looked up at Moodle 5.1+ (Build 20251205, `public/version.php`).
 *
 * The log (Reports > Logs > Download as CSV): `public/report/log/classes/table_log.php`, `define_headers`: the strings time, fullnameuser,
 * eventrelatedfullnameuser, eventcontext, eventcomponent, eventname, description, eventorigin, ip_address; the same since Moodle 2.7. Their
 * English texts are in `public/lang/en/moodle.php` and `public/report/log/lang/en/report_log.php`, the German ones in the language pack
 * `de` (moodle.php, report_log.php: branches MOODLE_30_STABLE and MOODLE_32_STABLE). The log of a whole site has a column more, the course.
 *
 * Times in a download (`col_time` there) are the string strftimedatetimeshortaccurate of langconfig.php, before that strftimedatetimeshort:
 * en '%d/%m/%y, %H:%M:%S' (`public/lang/en/langconfig.php`), en_us '%m/%d/%y, %H:%M' (language pack, MOODLE_22_STABLE), de '%d.%m.%Y %H:%M'
 * (language pack, MOODLE_32_STABLE); a day below 10 may lack its zero. Moodle of 2014 wrote no year (strftimerecent): such files are refused.
 */
export interface LogColumns {
  readonly time: string
  readonly context: string
  readonly component: string
  readonly description: string
  readonly origin: string
  readonly all: readonly string[]
}

const english = [
  'Time',
  'User full name',
  'Affected user',
  'Event context',
  'Component',
  'Event name',
  'Description',
  'Origin',
  'IP address',
]
const german = [
  'Zeit',
  'Vollständiger Name',
  'Betroffene/r Nutzer/in',
  'Ereigniskontext',
  'Komponente',
  'Ereignisname',
  'Beschreibung',
  'Herkunft',
  'IP-Adresse',
]

/** The log's columns in the languages known here. */
export const logColumns: readonly LogColumns[] = [english, german].map(all => ({
  time: all[0]!,
  context: all[3]!,
  component: all[4]!,
  description: all[6]!,
  origin: all[7]!,
  all,
}))

/**
 * The gradebook (Grades > Export > Plain text file): `grade/export/txt/grade_export_txt.php`, `print_grades`: the fields of the profile
 * (by default firstname, lastname, idnumber, institution, department, email), "Suspended" unless only active enrolments were asked for,
 * a column per grade item and way of showing it (`grade/export/lib.php`, `format_column_name`: "{name} ({extra})", a module's item as
 * "{module}: {name}"), and when it was exported, in seconds since 1970. Last names were "Surname" before Moodle 4.
 */
export const gradeColumns = {
  id: 'ID number',
  exported: 'Last downloaded from this course',
  /** May stand there, are not read. */
  unused: ['First name', 'Last name', 'Surname', 'Institution', 'Department', 'Email address', 'Suspended'],
  total: ['Course total (Real)', 'Course total (Percentage)'],
} as const

/** A column of the gradebook that shows a grade item: "Quiz: Week 3 (Percentage)". */
export function gradeItem(column: string): { readonly item: string; readonly shown: string } | undefined {
  const [, item, shown] = /^(.+) \((Real|Percentage|Letter|Feedback)\)$/s.exec(column) ?? []
  return item && shown ? { item, shown } : undefined
}

/**
 * Where an act came from (`report_log.php`: web, ws, cli, restore). What Moodle did by itself names the user whom it was done to in the place
 * of who acted: "The user with id '42' has had their attempt with id '6' marked as abandoned …".
 */
export const NOT_A_PERSON = ['cli', 'restore']

/**
 * Descriptions are the same in all languages (`get_description` of each event in Moodle's source) and begin with who acted: "The user with
 * id '3' graded the student with id '7'".
 */
export const ACTOR = "^The user with id '(\\d+)'"

/**
 * Handing in: `mod/assign/classes/event/assessable_submitted.php` ("… has submitted the submission with id '5' for the assignment with
 * course module id '9'.") and `mod/quiz/classes/event/attempt_submitted.php` ("… has submitted the attempt with id '5' for the quiz with
 * course module id '9'.").
 */
export const HANDED_IN = `${ACTOR} has submitted the (submission|attempt) with id '\\d+' for the (assignment|quiz) with `
