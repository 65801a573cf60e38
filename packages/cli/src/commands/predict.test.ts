import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askQuestion, datasetAt, encodeModel, type Forecast, frame, generateRecords, parseMoment, toCsv, train } from '@headway/campus'
import { afterAll, expect, it } from 'vitest'
import { runCommand } from '../../test/run-command.ts'
import { processIo } from '../io.ts'
import { predict } from './predict.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-predict-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = { moment: parseMoment('week 6'), delays: { marking: 7, results: 14 } }
const { records } = generateRecords({ newStudents: 60, terms: 3, courses: 2, seed: 11 })
const { dataset } = datasetAt(records, at.moment, at.delays)
const question = askQuestion(dataset.codebook, { target: 'result=Fail,Withdrawn', at })
const options = { seed: 1, learner: 'linear', budget: { configurations: 1 }, honestyGap: false, resamples: 50 } as const
writeFileSync(join(folder, 'model.json'), encodeModel(train(frame(dataset, question), options)))
writeFileSync(join(folder, 'students.csv'), toCsv(dataset))

async function run(...more: string[]): Promise<string[]> {
  const out: string[] = []
  const io = { ...processIo(), out: (text: string) => void out.push(text), err: () => {} }
  await predict.run([join(folder, 'model.json'), join(folder, 'students.csv'), '--reasons', ...more], io)
  return out.join('\n').split('\n')
}

it('refuses a table that lacks what a model of a moment computes from several tables, and says what to do', async () => {
  const few = {
    ...dataset,
    table: { ...dataset.table, columns: dataset.table.columns.filter(c => !['clicks', 'active_days'].includes(c.name)) },
  }
  const fields = dataset.codebook.fields.filter(f => few.table.columns.some(c => c.name === f.name))
  writeFileSync(join(folder, 'few.csv'), toCsv({ ...few, codebook: { ...dataset.codebook, fields } }))
  const { code, out, err } = await runCommand('predict', join(folder, 'model.json'), join(folder, 'few.csv'))
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(
    /few\.csv lacks 2 of the \d+ columns that this model takes \(.*week 6 .*headway predict <folder of models> --dataset.*\[missing_column\]/,
  )
})

it('says of a folder of models what it forecasts', async () => {
  const { code, err } = await runCommand('predict', folder, join(folder, 'students.csv'))
  expect([code, err]).toEqual([2, expect.stringMatching(/is a folder of models\. Give one of its models, or a dataset with --dataset/)])
})

it('says reasons that can still change and speak for the event, in words where it has them, and never background', async () => {
  const forecasts: Forecast[] = (await run('--json')).map(line => JSON.parse(line))
  const able = forecasts.map(f => f.reasons!.filter(r => r.kind === 'can still change' && r.contribution > 0).slice(0, 3))
  const worded = forecasts.flatMap(f => f.reasons!.flatMap(r => r.words ?? []))
  expect(forecasts.some(f => f.reasons!.some(r => r.kind === 'background'))).toBe(true)
  expect(worded.length).toBeGreaterThan(forecasts.length)
  expect(worded.filter(words => words.includes('{'))).toEqual([])
  const [, ...lines] = await run()
  expect(lines).toHaveLength(forecasts.length)
  lines.forEach((line, i) => {
    expect(line).toContain(able[i]!.map(r => r.words ?? `${r.title}: ${r.value}`).join('; '))
    for (const { title, value } of forecasts[i]!.reasons!.filter(r => r.kind === 'background'))
      expect(line).not.toContain(`${title}: ${value}`)
  })
})
