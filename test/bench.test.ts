import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crossValidate, fixed, matrix, numericColumn, type OutOfFold, planGivenFolds, sample, table } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMarkdown as importToMarkdown } from '../bench/import/to-markdown.ts'
import { toMarkdown as indicatorsToMarkdown } from '../bench/indicators/to-markdown.ts'
import { readHeldOut, withForecasts } from '../bench/oulad/forecasts.ts'
import { toMarkdown as ouladToMarkdown } from '../bench/oulad/to-markdown.ts'
import { toMarkdown as plantedToMarkdown } from '../bench/planted/to-markdown.ts'
import { carryOverRows } from '../bench/quality/carry-over.ts'
import { notWorse } from '../bench/quality/not-worse.ts'
import { toMarkdown } from '../bench/quality/to-markdown.ts'
import { keptPromise, together } from '../bench/quality/together.ts'
import { mergeRows, type Result, type Row, ratioOf } from '../bench/result.ts'
import { toMarkdown as scaleToMarkdown } from '../bench/scale/to-markdown.ts'
import { cells, tableMarkdown, tableText } from '../bench/table.ts'

const results = join(import.meta.dirname, '..', 'bench', 'results')
const row: Row = {
  task: 'serve one',
  data: 'demo',
  metric: 'p50 ms',
  variant: 'plain',
  population: 'all',
  n: 100,
  ours: 3,
  interval: [2, 4],
  simplest: 3.1,
  peer: 2,
  peerName: 'other',
  ratio: 1.5,
  target: '≤ 2',
  met: false,
  rawFile: null,
}

describe('ratioOf', () => {
  it('is below 1 exactly where ours is better, for losses and for scores', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(share, share, (ours, peer) => {
        expect(ratioOf('lower is better', ours, peer)! < 1).toBe(ours < peer)
        expect(ratioOf('score up to 1', ours, peer)! < 1).toBe(1 - ours < 1 - peer)
      }),
      { seed: 1 },
    )
  })

  it.each([
    { measure: 'lower is better', ours: 3, peer: 4, ratio: 0.75 },
    { measure: 'score up to 1', ours: 0.9, peer: 0.8, ratio: 0.5 },
    { measure: 'score up to 1', ours: 0.9, peer: 1, ratio: null },
    { measure: 'lower is better', ours: 3, peer: null, ratio: null },
  ] as const)('$measure: $ours against $peer is $ratio', ({ measure, ours, peer, ratio }) => {
    const got = ratioOf(measure, ours, peer)
    if (ratio === null) expect(got).toBeNull()
    else expect(got).toBeCloseTo(ratio, 12)
  })
})

describe('the table', () => {
  it('shows a loss as a loss and a miss as a miss', () => {
    expect(cells(row)).toEqual([
      'serve one',
      'plain',
      'p50 ms',
      '100',
      '3.000',
      '2.000 to 4.000',
      '3.100',
      '',
      '2.000 other',
      '1.50 (loses)',
      '≤ 2',
      'NO',
    ])
    expect(cells({ ...row, ratio: 0.5, met: 'undecided' }).slice(-3)).toEqual(['0.50', '≤ 2', 'undecided'])
    expect(cells({ ...row, interval: null, peer: null, ratio: null, target: null, met: null }).slice(5)).toEqual([
      '',
      '3.100',
      '',
      '',
      '',
      '',
      '',
    ])
  })

  it('names the machine by its size alone, and keeps a bar inside its cell', () => {
    const result: Result = {
      machine: { cores: 2, memoryGiB: 8, platform: 'linux x64' },
      versions: { node: '24' },
      date: '2026-01-02',
      rows: [row],
    }
    expect(tableText(result).split('\n')[0]).toBe('2026-01-02, 2 cores, 8 GiB, linux x64; node 24')
    expect(tableMarkdown([{ ...row, task: 'a|b' }]).split('\n')[2]).toContain('| a\\|b |')
  })
})

it('mergeRows renews the rows of tasks that ran and keeps the others', () => {
  const kept = { ...row, task: 'kept' }
  expect(mergeRows([row, kept], [{ ...row, ours: 9 }])).toEqual([kept, { ...row, ours: 9 }])
})

describe('notWorse', () => {
  const peer = forecastsOff(1)
  it.each([
    { name: 'the same forecasts', ours: peer, met: true },
    { name: 'errors 1 % larger, on every row', ours: forecastsOff(1.01), met: true },
    { name: 'errors 5 % larger, on every row', ours: forecastsOff(1.05), met: false },
    { name: 'within the margin in the mean, but only thanks to most rows', ours: forecastsOff(0.99, 1.3), met: 'undecided' },
    { name: 'large errors on some rows', ours: forecastsOff(1, 4), met: 'undecided' },
  ])('$name: $met', ({ ours, met }) => {
    const means = { ours: rmseOf(ours), peer: rmseOf(peer) }
    expect(notWorse('RMSE', ours, peer, means).met).toBe(met)
  })

  it.each([
    { name: 'the same ranking', ours: ranking(0), peer: ranking(0), met: true, difference: 0 },
    { name: 'a better ranking', ours: ranking(0), peer: ranking(0.5), met: true, difference: -0.5 },
    { name: 'a worse ranking', ours: ranking(0.5), peer: ranking(0), met: false, difference: 0.5 },
  ])('AUC, $name: $met', ({ ours, peer, met, difference }) => {
    const verdict = notWorse('AUC', ours, peer, { ours: 0, peer: 0 })
    expect(verdict.met).toBe(met)
    expect(Math.abs(verdict.difference - difference)).toBeLessThan(0.05)
  })
})

describe('a promise about several figures', () => {
  const better = ', margin 0.010: better'
  const figure = (met: Row['met'], ratio: number, note = '') => ({ ...row, task: 'file: a', target: 'not worse than x', met, ratio, note })
  const rows = [
    figure(true, 0.9, better),
    figure(true, 1.1),
    figure('undecided', 0.8),
    figure(false, 1.2),
    { ...figure(null, 0.9, better), target: null },
    { ...figure(true, 0.9, better), task: 'another file' },
    { ...figure(true, 0.9, better), target: '≤ 2' },
  ]

  it.each([
    { notWorse: 2, better: 1, met: true },
    { notWorse: 3, better: 1, met: false },
    { notWorse: 2, better: 2, met: false },
  ])('not worse on $notWorse, better on $better: $met', ({ met, ...asked }) => {
    const kept = keptPromise({ name: 'F', tasks: 'file', ...asked }, rows)
    expect(kept.met).toBe(met)
    expect(kept.text).toContain(`not worse on ${asked.notWorse} of 4 and better on ${asked.better}; shown not worse on 2 and better on 1.`)
    expect(kept.text).toContain("better than the peer's in 2; 1 are shown worse; on 1 the rows are too few")
  })

  it('is about every figure against a peer of UCI 697 and UCI 320', () => {
    const { rows } = JSON.parse(readFileSync(join(results, 'quality.json'), 'utf8')) as Result
    expect(together.map(promise => keptPromise(promise, rows).text.match(/of \d+/)![0])).toEqual(['of 4', 'of 18'])
  })
})

it('leave one table out names the simplest recipe near the best, and the best where none is near', () => {
  const recipe = { steps: [], learner: { kind: 'baseline' } } // without shares, so that no average stands beside them
  const [good, near, far] = [sure(0.7), sure(0.71, 0.5), sure(0.4)]
  const simplest = (simpler: OutOfFold) => {
    const tried = { names: ['involved', 'simpler'], complexities: [4, 1], recipes: [recipe, recipe], forecasts: [good, simpler] }
    return carryOverRows([tried, tried])[0]!
  }
  expect(simplest(near).simplest).toBeCloseTo(0 - (38 * Math.log(0.71) + 2 * Math.log(0.5)) / 40, 12)
  expect(simplest(near).ours).toBeCloseTo(0 - Math.log(0.7), 12)
  expect(simplest(far).simplest).toBeCloseTo(0 - Math.log(0.7), 12)
})

it('the page names every line that lacks the simplest, and says nothing where none does', () => {
  const without = (rows: Row[]) => {
    const machine = { cores: 2, memoryGiB: 8, platform: 'linux x64' }
    return toMarkdown({ machine, versions: {}, date: '2026-01-02', rows }, { text: '', json: '{}' }).match(/^- Without .*$/m)?.[0]
  }
  const { simplest: _, ...lacking } = row
  expect(without([row])).toBeUndefined()
  expect(without([row, { ...lacking, task: 'one' }, { ...lacking, task: 'two' }])).toMatch(/^- Without `simplest`, .*: one; two\.$/)
})

it('docs/import-speed.md is what the committed results say', () => {
  const result = JSON.parse(readFileSync(join(results, 'import.json'), 'utf8'))
  expect(readFileSync(join(results, '..', '..', 'docs', 'import-speed.md'), 'utf8')).toBe(importToMarkdown(result))
})

describe('students at risk at the Open University', () => {
  const log = readFileSync(join(results, 'oulad-log.jsonl'), 'utf8')
  const result: Result = JSON.parse(readFileSync(join(results, 'oulad.json'), 'utf8'))

  it('stand in docs/oulad.md as the committed results say', () => {
    expect(readFileSync(join(results, '..', '..', 'docs', 'oulad.md'), 'utf8')).toBe(ouladToMarkdown(result, log))
  })

  it('are beside both peers, the reference and the aim at every week, nowhere above what only a leak reaches', () => {
    for (const week of [0, 2, 4, 8, 12]) {
      const own = result.rows.filter(line => line.task === `14 days, week ${week}` && line.metric === 'ROC AUC')
      expect(own.flatMap(line => line.peerName ?? [])).toEqual(['XGBoost', 'LightGBM', 'reference'])
      expect(own.some(line => line.target?.startsWith('aim'))).toBe(true)
      expect(own.find(line => line.target === '≤ 0.9')!.met).toBe(true)
    }
  })

  it('are looked at in the test term by nobody who does not say so', () => {
    const looks = log
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(looks.length).toBeGreaterThan(0)
    for (const look of looks)
      expect(Object.keys(look)).toEqual(expect.arrayContaining(['date', 'commit', 'dataset', 'variant', 'weeks', 'rocAuc']))
    const shown = result.rows.find(line => line.task === '14 days, week 8' && line.peerName === 'reference')!
    expect(looks.findLast(look => look.variant === '14 days').rocAuc[3]).toBe(Math.round(shown.ours * 10_000) / 10_000)
  })
})

describe('what was planted', () => {
  const result: Result = JSON.parse(readFileSync(join(results, 'planted.json'), 'utf8'))
  const of = (start: string) => result.rows.filter(line => line.task.startsWith(start))

  it('stands in docs/planted.md as the committed results say', () => {
    expect(readFileSync(join(results, '..', '..', 'docs', 'planted.md'), 'utf8')).toBe(plantedToMarkdown(result))
  })

  it('holds gaps of three sizes, leaks and honest columns, and coverage by as many simulations as was said', () => {
    expect(new Set(of('groups:').map(line => line.population))).toEqual(new Set(['gap 0', 'gap 0.5', 'gap 1']))
    expect(of('leakage: planted').length).toBeGreaterThan(10)
    expect(of('leakage: honest').some(line => line.target === '≤ 0.01')).toBe(true)
    const coverage = result.rows.filter(line => line.metric.startsWith('coverage') && !/^refitted|^groups|no interval/.test(line.task))
    expect(coverage.length).toBeGreaterThan(50)
    expect(coverage.every(line => line.n >= 990)).toBe(true)
    const refitted = of('refitted:').filter(line => line.metric.startsWith('coverage'))
    expect(refitted.every(line => line.n === 200)).toBe(true)
  })
})

it('docs/quality.md is what the committed results say', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(results, name), 'utf8'))
  const page = readFileSync(join(results, '..', '..', 'docs', 'quality.md'), 'utf8')
  expect(page).toBe(toMarkdown(read('quality.json'), read('quality-evaluate.json')))
})

/** Every forecast is wrong by `error`; one row in twenty by `rare` instead. */
function forecastsOff(error: number, rare = error): OutOfFold {
  const n = 40
  const rows = Array.from({ length: n }, (_, i) => i)
  const y = Float64Array.from(rows)
  const plan = planGivenFolds(n, [[0, 1, 2, 3].map(f => rows.filter(i => i % 4 === f))])
  const empty = sample({ table: table([numericColumn('x', y)]), y, task: { kind: 'regression' } })
  const folds = crossValidate(empty, plan, fixed({ steps: [], learner: { kind: 'baseline' } }), { seed: 1 })
  const data = y.map((value, i) => value + (i % 20 === 0 ? rare : error))
  return { ...folds, repeats: folds.repeats.map(({ fold }) => ({ fold, forecast: matrix(n, 1, data) })) }
}

/** Forecasts of an event in every second row: what happened has this probability; in one row in twenty, `rare` instead. */
function sure(p: number, rare = p): OutOfFold {
  const folds = forecastsOff(1)
  const y = folds.y.map((_, i) => i % 2)
  const data = Float64Array.from({ length: 2 * y.length }, (_, at) => {
    const own = (at >> 1) % 20 === 0 ? rare : p
    return at % 2 === y[at >> 1] ? own : 1 - own
  })
  return {
    ...folds,
    task: { kind: 'binary', classes: ['no', 'yes'] },
    y,
    repeats: folds.repeats.map(({ fold }) => ({ fold, forecast: matrix(y.length, 2, data) })),
  }
}

/** Forecasts of an event in every second row: right in all rows but a share, which says the opposite of what happened. */
function ranking(wrong: number): OutOfFold {
  const folds = forecastsOff(1)
  const y = folds.y.map((_, i) => i % 2)
  const p = y.map((happened, i) => Math.abs(happened - Number(Math.floor(i / 2) % 20 < 20 * wrong)))
  const task = { kind: 'binary', classes: ['no', 'yes'] } as const
  const forecast = matrix(
    y.length,
    2,
    Float64Array.from({ length: 2 * y.length }, (_, at) => (at % 2 ? p[at >> 1]! : 1 - p[at >> 1]!)),
  )
  return { ...folds, task, y, repeats: folds.repeats.map(({ fold }) => ({ fold, forecast })) }
}

function rmseOf({ y, repeats }: OutOfFold): number {
  const { data } = repeats[0]!.forecast
  return Math.sqrt(y.reduce((sum, value, i) => sum + (value - data[i]!) ** 2, 0) / y.length)
}

it('docs/indicators-speed.md is what the committed results say', () => {
  const result = JSON.parse(readFileSync(join(results, 'indicators.json'), 'utf8'))
  expect(readFileSync(join(results, '..', '..', 'docs', 'indicators-speed.md'), 'utf8')).toBe(indicatorsToMarkdown(result))
})

describe('forecasts of the test term from a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'headway-oulad-')), 'week-8.forecasts.csv')
  const lines = [
    'code_module,code_presentation,id_student,fold,outcome,p(not Final result Fail or Withdrawn),p(Final result Fail or Withdrawn)',
    'AAA,2014J,7,0,not Final result Fail or Withdrawn,0.75,0.25',
    'BBB,2014J,7,0,Final result Fail or Withdrawn,0.5,0.5',
    'AAA,2014J,9,0,Final result Fail or Withdrawn,0.25,0.75',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)

  it('are rows with what happened, students as groups, and modules', async () => {
    const { modules, forecasts } = await readHeldOut(file)
    expect(modules).toEqual(['AAA', 'BBB', 'AAA'])
    expect([...forecasts.y]).toEqual([0, 1, 1])
    expect([...forecasts.groups!]).toEqual([0, 0, 1])
    expect([...forecasts.repeats[0]!.forecast.data]).toEqual([0.75, 0.25, 0.5, 0.5, 0.25, 0.75])
  })

  it('stand beside those of a peer on the same rows, and on no others', async () => {
    const { forecasts } = await readHeldOut(file)
    expect([...withForecasts(forecasts, [0, 0.5, 1]).repeats[0]!.forecast.data]).toEqual([1, 0, 0.5, 0.5, 0, 1])
    expect(() => withForecasts(forecasts, [0.5])).toThrow(/forecast 1 rows, Headway 3/)
  })
})

it('docs/scale-run.md says what the result says: a model of a Dask cluster came home whole', () => {
  const result = JSON.parse(readFileSync(join(results, 'scale.json'), 'utf8')) as Result
  expect(readFileSync(join(results, '..', '..', 'docs', 'scale-run.md'), 'utf8')).toBe(scaleToMarkdown(result))
  expect(result.rows.filter(r => r.target !== null).map(r => [r.metric, r.met])).toEqual([
    ['difference of a margin', true],
    ['difference of a probability', true],
    ['difference of a share', true],
  ])
})
