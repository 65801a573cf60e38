import { ouladCodebook } from '@headway/campus'
import type { Preset } from './preset.ts'

const key = 'code_module, code_presentation, id_student'

/**
 * The Open University Learning Analytics data set as published: six CSV files, and the clicks as a seventh or as Parquet files by
 * module and presentation.
 *
 * `studentAssessment.csv` names no module: an assessment belongs to one. The deprivation band `10-20` lacks its percent sign in the
 * published file. `date_unregistration` becomes the day of withdrawal and never a column.
 */
export const oulad: Preset = {
  name: 'oulad',
  title: 'Open University Learning Analytics (OULAD)',
  missing: ['?'],
  sources: [
    { name: 'courses', paths: ['courses.csv'], columns: ['code_module', 'code_presentation', 'module_presentation_length'] },
    {
      name: 'assessments',
      paths: ['assessments.csv'],
      columns: ['code_module', 'code_presentation', 'id_assessment', 'assessment_type', 'date', 'weight'],
    },
    {
      name: 'vle',
      paths: ['vle.csv'],
      columns: ['id_site', 'code_module', 'code_presentation', 'activity_type', 'week_from', 'week_to'],
    },
    {
      name: 'studentInfo',
      paths: ['studentInfo.csv'],
      columns: [
        'code_module',
        'code_presentation',
        'id_student',
        'gender',
        'region',
        'highest_education',
        'imd_band',
        'age_band',
        'num_of_prev_attempts',
        'studied_credits',
        'disability',
        'final_result',
      ],
    },
    {
      name: 'studentRegistration',
      paths: ['studentRegistration.csv'],
      columns: ['code_module', 'code_presentation', 'id_student', 'date_registration', 'date_unregistration'],
    },
    {
      name: 'studentAssessment',
      paths: ['studentAssessment.csv'],
      columns: ['id_assessment', 'id_student', 'date_submitted', 'is_banked', 'score'],
    },
    {
      name: 'studentVle',
      paths: ['studentVle.csv', 'studentVle_parquet/code_module=*/code_presentation=*/*.parquet'],
      columns: ['code_module', 'code_presentation', 'id_student', 'id_site', 'date', 'sum_click'],
      large: true,
    },
  ],
  staging: {
    term: {
      from: 'courses',
      select: `select distinct code_presentation as name, case right(code_presentation, 1)
          when 'B' then try_cast(left(code_presentation, 4) || '-02-01' as date) - date '1970-01-01'
          when 'J' then try_cast(left(code_presentation, 4) || '-10-01' as date) - date '1970-01-01' end as start
        from courses`,
    },
    section: {
      from: 'courses',
      select: 'select line, code_module as course, code_presentation as term, module_presentation_length as days from courses',
    },
    enrolment: {
      from: 'studentInfo',
      select: `select i.* replace (case imd_band when '10-20' then '10-20%' else imd_band end as imd_band),
          date_registration as registered, date_unregistration as withdrawn
        from studentInfo i left join (select distinct on (${key}) * exclude (line)
          from studentRegistration order by line) r using (${key})`,
    },
    resource: { from: 'vle', select: 'select line, id_site as id, activity_type as kind from vle' },
    activity: {
      from: 'studentVle',
      select: `select code_module as course, code_presentation as term, id_student as student, id_site as resource,
          date as day, sum_click as amount from studentVle`,
    },
    assessment: {
      from: 'assessments',
      select: `select line, id_assessment as id, code_module as course, code_presentation as term, assessment_type as kind,
          date as due, weight, assessment_type = 'Exam' as final from assessments`,
    },
    submission: {
      from: 'studentAssessment',
      select: `select line, id_assessment as assessment, id_student as student, date_submitted as day, score, is_banked as banked
        from studentAssessment`,
    },
  },
  checks: [
    {
      from: 'studentRegistration',
      code: 'duplicate_key',
      expected: 'each enrolment once',
      remedy: 'The first was taken. Delete the wrong one.',
      select: `select line, concat_ws(' ', ${key}) as got from studentRegistration
        qualify row_number() over (partition by ${key} order by line) > 1`,
    },
    {
      from: 'studentRegistration',
      code: 'no_enrolment',
      expected: 'an enrolment of studentInfo.csv',
      remedy: 'Add the student there, or delete the row.',
      select: `select line, concat_ws(' ', ${key}) as got from studentRegistration anti join studentInfo using (${key})`,
    },
  ],
  codebook: ouladCodebook,
  assumptions: ['Presentations B start on 1 February and J on 1 October of their year; the files do not say.'],
}
