import { planLaterIntake, table } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { readTable } from '../codebook/read-table.ts'
import { uci856 } from '../codebook/uci856.ts'
import { generate } from '../generate/generate.ts'
import { askQuestion } from '../question/ask-question.ts'
import { evaluate } from './evaluate.ts'
import { frame } from './frame.ts'

const rows = 120
const firstHeld = 80 // the last 40 are held out
const question = askQuestion(uci856, { target: 'GRADE' })
const { dataset } = readTable(uci856, generate(uci856, { rows, seed: 3 }).raw, { synthetic: true })
const plan = planLaterIntake({ terms: Int32Array.from({ length: rows }, (_, i) => Number(i >= firstHeld)) })

/** The whole procedure, choice of recipe and columns included, on students whose codes in `columns` are others from `first` on. */
function evaluated(columns: readonly string[] = [], first = rows) {
  const changed = dataset.table.columns.map(column => {
    if (column.kind === 'numeric' || !columns.includes(column.name)) return column
    return { ...column, codes: column.codes.map((code, i) => (i >= first ? (code + 1) % column.levels.length : code)) }
  })
  const framed = frame({ ...dataset, table: table(changed) }, question)
  return evaluate(framed, plan, { seed: 1, learner: 'linear', innerFolds: 3 })
}

/** Forecasts for the first `count` of the students held out, by the model and every simple rule. */
function forecasts({ model, rules }: ReturnType<typeof evaluated>, count = rows - firstHeld) {
  return [model, ...rules.map(rule => rule.forecasts)].map(({ repeats: [only] }) => [
    ...only!.forecast.data.slice(firstHeld * 8, (firstHeld + count) * 8),
  ])
}

describe('students held out', () => {
  const before = evaluated()

  it('are the only ones judged, each once', () => {
    for (const { y, repeats } of [before.model, ...before.rules.map(rule => rule.forecasts)]) {
      expect([y.length, repeats.length, repeats[0]!.fold.filter(f => f >= 0).length]).toEqual([rows, 1, rows - firstHeld])
    }
  })

  it('change no forecast by what became of them', () => {
    expect(forecasts(evaluated(['GRADE'], firstHeld))).toEqual(forecasts(before))
    expect(forecasts(evaluated(['GRADE'], firstHeld - 40))).not.toEqual(forecasts(before)) // what became of others does
  })

  it('change no forecast for one another by what they are like', () => {
    const others = evaluated(question.indicators, firstHeld + 10)
    expect(forecasts(others, 10)).toEqual(forecasts(before, 10))
    expect(forecasts(others)).not.toEqual(forecasts(before))
  })
})
