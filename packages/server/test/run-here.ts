import { askQuestion, frame, readTable, train, uci856 } from '@headway/campus'
import { planFolds } from '@headway/learn'
import { describeDataset } from '../src/background/describe-dataset.ts'
import { read } from '../src/background/read.ts'
import type { RunTask } from '../src/background/run-task.ts'
import type { DemoInput, DemoOutcome, TaskName, Tasks } from '../src/background/tasks.ts'
import { describe, train as retrain } from '../src/background/train.ts'
import { refusalOf } from '../src/refusal-of.ts'
import { studentRows } from './students.ts'

/** The same tasks without a thread, and a demo small enough for a test. */
export const runHere: RunTask = async (name, input, { progress = () => {} } = {}) => {
  try {
    return (await tasks[name](input as never, progress)) as never
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

type Run<Name extends TaskName> = (
  input: Tasks[Name]['input'],
  progress: (p: { what: string; done: number; total: number }) => void,
) => Promise<Tasks[Name]['output']>

const tasks: { readonly [Name in TaskName]: Run<Name> } = { read, train: retrain, demo: smallDemo }

async function smallDemo({ seed }: DemoInput): Promise<DemoOutcome> {
  const rows = studentRows({ rows: 60, seed, synthetic: true })
  const names = uci856.fields.map(f => f.name)
  const raw = {
    file: 'demo.csv',
    names,
    columns: names.map((_, j) => rows.map(row => row[j]!)),
    lines: Int32Array.from(rows, (_, i) => i + 2),
  }
  const { dataset } = readTable(uci856, raw, { synthetic: true })
  const without = uci856.fields.map(f => f.name).filter(name => !['CUML_GPA', 'STUDY_HRS', 'COURSE ID', 'GRADE'].includes(name))
  const framed = frame(dataset, askQuestion(uci856, { target: 'GRADE', without }))
  const plan = planFolds({ ...framed.sample, folds: 2, seed })
  const bundle = train(framed, { seed, plan, learner: 'linear', innerFolds: 2, resamples: 20, honestyGap: false })
  return { dataset: describeDataset(dataset), model: describe(bundle) }
}
