import { join } from 'node:path'
import {
  askQuestion,
  type Codebook,
  type Dataset,
  type Frame,
  frame,
  generate,
  type Relation,
  readTable,
  uci320,
  uci697,
  uci856,
} from '@headway/campus'
import { importFile } from '@headway/ingest'
import { folder } from './folder.ts'

/** One table of students and its question, for seeing whether defaults carry over from other tables. */
export interface CarryTable {
  readonly name: string
  frame(): Promise<Frame>
}

/** The public tables, and five families of generated ones: each a shape of relation that student data may have. */
export const carryTables: readonly CarryTable[] = [
  real('UCI 856, eight grades', 'uci856/student_prediction.csv', 'GRADE'),
  real('UCI 697, three outcomes', 'uci697/data.csv', 'Target'),
  real('UCI 320 mat, pass or fail from the first grade', 'uci320/student-mat.csv', 'G3<10', ['G2']),
  real('UCI 320 por, pass or fail from the first grade', 'uci320/student-por.csv', 'G3<10', ['G2']),
  made('generated: course and habits, eight grades', uci856, 300, 'GRADE'),
  made('generated: one strong column', uci320, 400, 'G3<10', {
    target: 'G3',
    effects: [{ kind: 'slope', column: 'G1', centre: 10, perUnit: 0.5 }],
  }),
  made('generated: many weak columns', uci697, 1500, 'Target', {
    target: 'Target',
    effects: uci697.fields
      .filter(f => f.scale.kind === 'quantity')
      .map(f => ({ kind: 'slope' as const, column: f.name, ...gentle(f.scale as { minimum?: number; maximum?: number }) })),
  }),
  made('generated: levels out of order', uci856, 600, 'GRADE<=1', {
    target: 'GRADE',
    effects: [
      { kind: 'codes', column: 'COURSE ID', byCode: [1.5, -1.5, 1, -1, 0, 1.5, -1.5, 1, -1] },
      { kind: 'codes', column: 'CUML_GPA', byCode: [-1, 1, -1, 1, 0] },
      { kind: 'codes', column: 'STUDY_HRS', byCode: [0, 1.5, 1.5, 0, -1.5] },
    ],
  }),
  made('generated: nothing to find', uci856, 400, 'GRADE<=1', { target: 'GRADE', effects: [] }),
]

function real(name: string, file: string, target: string, without: readonly string[] = []): CarryTable {
  return {
    name,
    async frame() {
      const { dataset } = await importFile(join(folder.data, file))
      return asked(dataset, target, without)
    },
  }
}

function made(name: string, codebook: Codebook, rows: number, target: string, relation?: Relation): CarryTable {
  return {
    name,
    async frame() {
      const { raw } = generate(codebook, { rows, seed: 11, ...(relation && { relation }) })
      return asked(readTable(codebook, raw, { synthetic: true }).dataset, target, relation?.target === 'G3' ? ['G2'] : [])
    },
  }
}

function asked(dataset: Dataset, target: string, without: readonly string[]): Frame {
  return frame(dataset, askQuestion(dataset.codebook, { target, withProtected: true, without }))
}

/** A slope that moves the log-odds by half across the column's range. */
function gentle({ minimum = 0, maximum = minimum + 20 }: { minimum?: number; maximum?: number }) {
  return { centre: (minimum + maximum) / 2, perUnit: 0.5 / (maximum - minimum) }
}
