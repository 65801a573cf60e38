import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** The smallest folder of the shape of OULAD that holds its traps: repeated clicks, a banked submission, a band without its percent sign. */
export const ouladFiles: Readonly<Record<string, string>> = {
  'courses.csv': `"code_module","code_presentation","module_presentation_length"
"AAA","2013J","268"
"AAA","2014B","240"
`,
  'assessments.csv': `"code_module","code_presentation","id_assessment","assessment_type","date","weight"
"AAA","2013J","11","TMA","19","10"
"AAA","2013J","12","Exam","","100"
"AAA","2014B","21","CMA","30","0"
`,
  'vle.csv': `"id_site","code_module","code_presentation","activity_type","week_from","week_to"
"501","AAA","2013J","forumng","",""
"502","AAA","2013J","quiz","1","2"
"503","AAA","2014B","forumng","",""
`,
  'studentInfo.csv': `"code_module","code_presentation","id_student","gender","region","highest_education","imd_band","age_band","num_of_prev_attempts","studied_credits","disability","final_result"
"AAA","2014B","8","F","Wales","HE Qualification","10-20","0-35","1","60","N","Fail"
"AAA","2013J","9","M","Ireland","No Formal quals","","55<=","0","120","Y","Pass"
"AAA","2013J","8","F","Wales","HE Qualification","10-20","0-35","0","60","N","Withdrawn"
`,
  'studentRegistration.csv': `"code_module","code_presentation","id_student","date_registration","date_unregistration"
"AAA","2013J","8","-30","50"
"AAA","2013J","9","",""
"AAA","2014B","8","3",""
`,
  'studentAssessment.csv': `id_assessment,id_student,date_submitted,is_banked,score
11,9,18,0,78
11,8,-1,1,60
21,8,30,0,
12,9,230,0,66
`,
  'studentVle.csv': `code_module,code_presentation,id_student,id_site,date,sum_click
AAA,2013J,9,502,4,1
AAA,2013J,8,501,-3,2
AAA,2013J,9,502,4,5
AAA,2013J,9,501,4,1
AAA,2013J,9,501,300,7
`,
}

/** Writes the folder, with some files replaced; undefined leaves one out. */
export function writeOulad(folder: string, other: Readonly<Record<string, string | Uint8Array | undefined>> = {}): string {
  for (const [name, content] of Object.entries({ ...ouladFiles, ...other })) {
    if (content === undefined) continue
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** The clicks as in the published copy: Parquet with numbers as DOUBLE, module and presentation in the path. */
export async function clicksAsParquet(): Promise<{ readonly 'studentVle.csv': undefined; readonly [path: string]: Buffer | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), 'headway-test-'))
  const [csv, parquet] = [join(folder, 'clicks.csv'), join(folder, 'clicks.parquet')]
  writeFileSync(csv, ouladFiles['studentVle.csv']!)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const doubles = ['id_student', 'id_site', 'date', 'sum_click'].map(name => `${name}::double as ${name}`)
  await connection.run(`copy (select ${doubles.join(', ')} from read_csv('${csv}')) to '${parquet}' (format parquet)`)
  connection.disconnectSync()
  const bytes = readFileSync(parquet)
  rmSync(folder, { recursive: true })
  return { 'studentVle.csv': undefined, [clicksPath]: bytes }
}

export const clicksPath = 'studentVle_parquet/code_module=AAA/code_presentation=2013J/part-0.parquet'
