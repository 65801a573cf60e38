import { askQuestion, encodeModel, frame, readTable, train, uci856 } from '../../packages/campus/src/index.ts'
import { createRandom, planFolds } from '../../packages/learn/src/index.ts'

const ROWS = 120

/**
 * One whole training, from invented columns to the text of the bundle: the same call in Node and in a browser.
 * Every family takes part: simple rules, linear and boosting candidates, tuning, calibration, intervals.
 */
export function bundleText(): string {
  const random = createRandom(7)
  const columns = uci856.fields.map(({ scale }) => {
    if (scale.kind === 'identifier') return Array.from({ length: ROWS }, (_, i) => `S${i}`)
    const codes = scale.kind === 'quantity' ? ['1', '2'] : scale.codes.map(code => code.value)
    return Array.from({ length: ROWS }, () => (random.next() < 0.03 ? '' : codes[random.int(codes.length)]!))
  })
  const names = uci856.fields.map(field => field.name)
  const grade = names.indexOf('GRADE')
  const record = columns[names.indexOf('CUML_GPA')]!
  columns[grade] = record.map(code => String(Math.min(7, Number(code || 3) + random.int(4)))) // something to be learned
  const raw = { file: 'invented.csv', names, columns, lines: Int32Array.from({ length: ROWS }, (_, i) => i + 2) }
  const { dataset } = readTable(uci856, raw, { synthetic: true })
  const framed = frame(dataset, askQuestion(uci856, { target: 'GRADE' }))
  const plan = planFolds({ ...framed.sample, folds: 3, seed: 1 })
  return encodeModel(train(framed, { seed: 1, plan, innerFolds: 2, resamples: 20, honestyGap: true, choose: 'best' }))
}
