import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeModel, encodeModel } from './model-file.ts'
import { compileScorer } from './score/compile-scorer.ts'

const folder = new URL('../golden/bundles/', import.meta.url)
const versions = readdirSync(folder).filter(name => /^v\d+(-\w+)?\.json$/.test(name))
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

describe.each(versions)('a model of version %s', name => {
  const text = read(name)

  it('still loads, and forecasts as it did', () => {
    const scorer = compileScorer(decodeModel(text))
    const kept = JSON.parse(read(name.replace('.json', '.forecasts.json'))) as {
      values: Record<string, number>
      forecast: { probabilities: Record<string, number>; reasons: { contribution: number }[] }
    }[]
    for (const { values, forecast } of kept) {
      const now = scorer.score(values, { reasons: true })
      expect({ ...now, probabilities: 0, reasons: 0, eventProbability: 0 }).toEqual({
        ...forecast,
        probabilities: 0,
        reasons: 0,
        eventProbability: 0,
      })
      for (const [label, p] of Object.entries(forecast.probabilities)) expect(now.probabilities![label]).toBeCloseTo(p, 12)
      for (const [i, reason] of forecast.reasons.entries()) expect(now.reasons![i]!.contribution).toBeCloseTo(reason.contribution, 12)
    }
  })

  it.each([
    { name: 'one digit changed', change: (t: string) => t.replace(/"seed":7/, '"seed":8'), says: /hash/ },
    { name: 'cut short', change: (t: string) => t.slice(0, -20), says: /JSON was expected/ },
    { name: 'from the future', change: (t: string) => t.replace(/"version":\d+/, '"version":99'), says: /version 99/ },
    { name: 'of another kind', change: (t: string) => t.replace('headway-model', 'headway-something'), says: /headway-model was expected/ },
  ])('is refused when $name', ({ change, says }) => {
    expect(change(text)).not.toBe(text)
    expect(() => decodeModel(change(text))).toThrow(expect.objectContaining({ code: 'bad_bundle', message: expect.stringMatching(says) }))
  })
})

it('refuses a forged body, although its hash is right', () => {
  const bundle = decodeModel(read('v1.json'))
  const forged = encodeModel({ ...bundle, fitted: { ...bundle.fitted, model: { ...(bundle.fitted.model as object), thresholds: 1e9 } } })
  expect(() => decodeModel(forged)).toThrow(
    expect.objectContaining({ code: 'bad_bundle', message: expect.stringContaining('The linear model.thresholds must be a list') }),
  )
})

it('keeps a bundle of every version', () => {
  const latest = JSON.parse(encodeModel(decodeModel(read('v1.json')))).version as number
  const kept = new Set(versions.map(name => Number(/\d+/.exec(name)![0])))
  expect([...kept].sort()).toEqual(Array.from({ length: latest }, (_, i) => i + 1))
})
