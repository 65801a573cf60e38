import { join } from 'node:path'
import { askQuestion, type Dataset, type Frame, frame } from '@headway/campus'
import { importFile } from '@headway/ingest'
import { datasetOf, type Family } from './families/family.ts'
import { families } from './families/index.ts'
import { folder } from './folder.ts'

/** One table of students and its question, for seeing whether defaults carry over from other tables. */
export interface CarryTable {
  readonly name: string
  frame(): Promise<Frame>
}

/** The public tables, and five generated ones, each of a kind of its own (`families`). */
export const carryTables: readonly CarryTable[] = [
  real('UCI 856, eight grades', 'uci856/student_prediction.csv', 'GRADE'),
  real('UCI 697, three outcomes', 'uci697/data.csv', 'Target'),
  real('UCI 320 mat, pass or fail from the first grade', 'uci320/student-mat.csv', 'G3<10', ['G2']),
  real('UCI 320 por, pass or fail from the first grade', 'uci320/student-por.csv', 'G3<10', ['G2']),
  ...families.map(made),
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

function made(family: Family): CarryTable {
  return { name: `generated: ${family.name}`, frame: async () => asked(datasetOf(family), family.question) }
}

function asked(dataset: Dataset, target: string, without: readonly string[] = []): Frame {
  return frame(dataset, askQuestion(dataset.codebook, { target, withProtected: true, without }))
}
