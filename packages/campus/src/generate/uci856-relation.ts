import type { Relation } from './relation.ts'

/**
 * The true relation of synthetic students in the UCI 856 schema. The course matters most, then last semester's grades, then what a
 * student can change: hours, attendance, listening, preparation. No protected column has any effect, nor has EXP_GPA.
 */
export const uci856Relation: Relation = {
  target: 'GRADE',
  effects: [
    { kind: 'codes', column: 'COURSE ID', byCode: [-1.8, 0.4, 0.2, -0.6, 1, 1.4, 2.6, 0.8, 0.6] },
    { kind: 'codes', column: 'CUML_GPA', byCode: [-1.6, -0.8, 0, 0.8, 1.6] },
    { kind: 'codes', column: 'STUDY_HRS', byCode: [-0.8, -0.3, 0.2, 0.6, 1] },
    { kind: 'codes', column: 'ATTEND', byCode: [0.3, -0.4, -1.2] },
    { kind: 'codes', column: 'LISTENS', byCode: [-0.4, 0, 0.4] },
    { kind: 'codes', column: 'PREP_EXAM', byCode: [0, 0.4, -0.8] },
    { kind: 'codes', column: 'SCHOLARSHIP', byCode: [-0.5, -0.3, 0, 0.3, 0.8] },
  ],
  shares: [0.06, 0.24, 0.17, 0.14, 0.08, 0.12, 0.09, 0.1],
  weights: {
    'COURSE ID': [40, 3, 6, 4, 6, 7, 10, 10, 14],
    CUML_GPA: [12, 26, 17, 27, 18],
    STUDY_HRS: [20, 48, 20, 8, 4],
    ATTEND: [72, 22, 6],
    SCHOLARSHIP: [2, 4, 50, 28, 16],
    HS_TYPE: [17, 71, 12],
    AGE: [45, 47, 8],
    SALARY: [60, 20, 12, 4, 4],
    KIDS: [86, 8, 6],
    MOTHER_JOB: [5, 65, 12, 13, 3, 2],
  },
}
