import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askQuestion, datasetAt, encodeModel, type Forecast, frame, generateRecords, parseMoment, toCsv, train } from '@headway/campus'
import { afterAll, expect, it } from 'vitest'
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
