import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const logHeader = 'Time,"User full name","Affected user","Event context",Component,"Event name",Description,Origin,"IP address"'
export const germanHeader =
  'Zeit,"Vollständiger Name","Betroffene/r Nutzer/in",Ereigniskontext,Komponente,Ereignisname,Beschreibung,Herkunft,IP-Adresse'
export const gradesHeader =
  '"First name","Last name","ID number",Institution,Department,"Email address",Suspended,"Assignment: Essay, first (Real)","Assignment: Essay, first (Percentage)","Quiz: Week 1 (Percentage)","Quiz: Final (Percentage)","Course total (Real)","Last downloaded from this course"'

/** After the end of a term that starts on 1 October 2026 and lasts 120 days. */
export const later = Date.UTC(2027, 1, 10) / 1000
const handedIn = (user: number, what: string) => `The user with id '${user}' has submitted the ${what} with course module id '9'.`
export const essay = (user: number) => handedIn(user, "submission with id '5' for the assignment")
export const quiz = (user: number) => handedIn(user, "attempt with id '6' for the quiz")

/** Lines of a log as Moodle writes them; the date first. */
export const logLines = (dates: readonly [string, string, string, string, string, string]): readonly string[] => [
  `"${dates[0]}","Ann Able",-,"Course: Statistics, I",System,"Course viewed","The user with id '42' viewed the course with id '7'.",web,172.18.0.1`,
  `"${dates[1]}","Ann Able",-,"Assignment: Essay, first",Assignment,"A submission has been submitted.","${essay(42)}",web,172.18.0.1`,
  `"${dates[2]}","Ann Able",-,"Assignment: Essay, first",Assignment,"A submission has been submitted.","${essay(42)}",web,172.18.0.1`,
  `"${dates[3]}","Bob ""B"" Bunce",-,"Quiz: Week 1",Quiz,"Quiz attempt submitted","${quiz(43)}",web,10.0.0.7`,
  `"${dates[4]}","Tess Teacher","Ann Able","Assignment: Essay, first",Assignment,"The submission has been graded.","The user with id '3' has graded the submission '5' for the user with id '42' for the assignment with course module id '9'.",web,10.0.0.8`,
  `"${dates[5]}",-,-,"User: Dora Deleted",System,"User profile viewed","The user with id '99' viewed the profile for the user with id '99'.",web,10.0.0.9`,
]

export const englishDates = [
  '30/09/26, 23:59:00',
  '7/10/26, 21:40:58',
  '9/10/26, 08:00:00',
  '21/11/26, 14:05:00',
  '1/12/26, 9:00:00',
  '2/12/26, 9:00:00',
] as const
export const americanDates = [
  '09/30/26, 23:59',
  '10/7/26, 21:40',
  '10/9/26, 08:00',
  '11/21/26, 14:05',
  '12/1/26, 9:00',
  '12/2/26, 9:00',
] as const
export const germanDates = [
  '30.09.26, 23:59',
  '7.10.26, 21:40',
  '9.10.26, 08:00',
  '21.11.26, 14:05',
  '1.12.2026 9:00',
  '2.12.2026 9:00',
] as const

/** Ann (42) passed, Bob (43) failed, Cem (44) did nothing and has no total. */
export const gradeLines: readonly string[] = [
  `Ann,Able,42,"Moodle HQ",Rock,ann@example.com,,56.00,"70.00 %",-,"88.00 %",56.00,${later}`,
  `Bob,Bunce,43,,,bob@example.com,Yes,-,-,"104.00 %",-,49.99,${later}`,
  `Cem,Can,44,,,cem@example.com,,-,-,-,-,-,${later}`,
]

export const lines = (header: string, rows: readonly string[], end = '\n') => [header, ...rows, ''].join(end)

export const moodleFiles: Readonly<Record<string, string>> = {
  'logs_stat1_20270210-1405.csv': lines(logHeader, logLines(englishDates)),
  'stat1 Grades.csv': lines(gradesHeader, gradeLines),
}

/** @returns the folder */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}
