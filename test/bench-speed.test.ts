import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { alternate } from '../bench/speed/alternate.ts'
import { growthSvg } from '../bench/speed/growth-svg.ts'
import { lines } from '../bench/speed/lines/index.ts'
import { type MadeSpec, madeRows } from '../bench/speed/made-rows.ts'
import { type Clock, timed } from '../bench/speed/measured.ts'
import { peakMemory } from '../bench/speed/peak-memory.ts'
import { reasons } from '../bench/speed/reasons.ts'
import { madeFile, readRows } from '../bench/speed/rows-file.ts'
import type { Side } from '../bench/speed/side.ts'
import { aloneRow, comparedRow } from '../bench/speed/speed-row.ts'
import { type SpeedResult, toMarkdown } from '../bench/speed/to-markdown.ts'

const root = join(import.meta.dirname, '..')
const result: SpeedResult = JSON.parse(readFileSync(join(root, 'bench', 'results', 'speed.json'), 'utf8'))

describe('docs/speed.md', () => {
  it('is what the committed results say, with its picture', () => {
    expect(readFileSync(join(root, 'docs', 'speed.md'), 'utf8')).toBe(toMarkdown(result))
    expect(readFileSync(join(root, 'docs', 'images', 'growth.svg'), 'utf8')).toBe(growthSvg(result.rows))
  })

  it('gives a reason for every miss, and reasons of lines alone', () => {
    const missed = result.rows.filter(({ met }) => met === false).map(({ task }) => task)
    const tasks = lines.map(({ task }) => task)
    expect(Object.keys(reasons)).toEqual(expect.arrayContaining(missed))
    expect(tasks).toEqual(expect.arrayContaining(Object.keys(reasons)))
    expect(new Set(tasks).size).toBe(tasks.length)
  })

  it('names a miss with its reason, and what was not measured', () => {
    const slow = aloneRow([9], { task: 'one row', variant: 'one row, warm', data: '', n: 1, metric: 'CPU µs a call', most: 5 })
    const page = (rows: SpeedResult['rows']) => toMarkdown({ ...result, rows })
    expect(page([slow])).toContain(`- one row, warm: 9.00 where ≤ 5 was to reach. ${reasons['one row']}`)
    expect(page([slow])).toMatch(/Not measured in this run: train 100k; .*growth: threads\./)
    expect(page([{ ...slow, ours: 4, met: true }])).toContain('## Misses\nNone.')
  })
})

const of = (seconds: number, auc = 0.8) => ({ cpu: seconds, wall: 2 * seconds, figures: { auc } })

describe('a row of two sides', () => {
  const options = { task: 'fit', work: 'a fit', data: 'made', n: 10, peerName: 'other', most: 0.7 }
  const pairs = [
    { ours: of(1), peer: of(2) },
    { ours: of(30), peer: of(40) }, // a busy moment
    { ours: of(1), peer: of(10) },
  ]

  it('has the median of the ratios within a pair, not the ratio of the medians', () => {
    const row = comparedRow(pairs, options)
    expect(row).toMatchObject({ ours: 1, peer: 10, ratio: 0.5, met: true, target: 'ratio ≤ 0.7', metric: 'CPU s' })
    expect(row.spread).toEqual({ ours: [1, 30], peer: [2, 40], ratio: [0.1, 0.75] })
    expect(row.wall).toEqual({ ours: 2, peer: 20, ratio: 0.5 })
    expect(comparedRow(pairs, { ...options, most: 0.49 }).met).toBe(false)
    expect(row.note).toMatch(/ratio within a pair 0.10 to 0.75$/)
    expect(comparedRow(pairs, { ...options, data: 'smooth, steps' }).note).toContain('median on smooth 0.30, on steps 0.75')
  })

  it.each([
    { key: 'auc', ours: 0.8, peer: 0.801, met: true },
    { key: 'auc', ours: 0.8, peer: 0.803, met: false },
    { key: 'auc', ours: 0.9, peer: 0.8, met: true },
    { key: 'logLoss', ours: 0.803, peer: 0.8, met: false },
    { key: 'logLoss', ours: 0.8, peer: 0.9, met: true },
  ])('is met only when ours is not worse: $key $ours beside $peer', ({ key, ours, peer, met }) => {
    const pair = { ours: { ...of(1), figures: { [key]: ours } }, peer: { ...of(2), figures: { [key]: peer } } }
    const row = comparedRow([pair], { ...options, figure: { key, name: key, slack: 0.002 } })
    expect(row).toMatchObject({ met, quality: { ours, peer } })
  })

  it('is of the wall, and in microseconds, where asked', () => {
    const row = comparedRow([{ ours: of(1e-6), peer: of(4e-6) }], { ...options, clock: 'wall', unit: 'µs a row' })
    expect(row).toMatchObject({ ours: 2, peer: 8, ratio: 0.25, metric: 'wall µs a row' })
  })
})

it('sides take turns, and the next pair goes the other way', async () => {
  const ran: string[] = []
  const side = (name: string, seconds: number): Side => ({
    name,
    engine: 'ours',
    task: { work: 'fit' },
    elsewhere: async () => {
      ran.push(name)
      return of(seconds)
    },
  })
  const after = async () => void ran.push('|')
  const compared = await alternate(
    2,
    async pair => ({ ours: side('ours', pair), peers: [side('a', 1), side('b', 2)], after }),
    () => {},
  )
  expect(ran.join(' ')).toBe('ours a b | b a ours |')
  expect([...compared.keys()]).toEqual(['a', 'b'])
  expect(compared.get('b')).toEqual([
    { ours: of(0), peer: of(2) },
    { ours: of(1), peer: of(2) },
  ])
})

it('timed takes the median of each clock and what the last turn made', async () => {
  let turn = 0
  let now = 0
  const clock: Clock = { cpu: async () => now / 10, wall: () => now }
  const work = () => {
    now += [10, 500, 20][turn]!
    return turn++
  }
  expect(await timed(clock, 3, work)).toEqual({ cpu: 2, wall: 20, made: 2 })
})

describe('made rows', () => {
  const spec: MadeSpec = { generator: 'steps', rows: 4000, columns: 10, classes: 2, seed: 1 }

  it.each(['smooth', 'steps', 'related'] as const)(
    '%s: the same for the same seed, others for another, every class in plenty',
    generator => {
      for (const classes of [2, 4]) {
        const { columns, y } = madeRows({ ...spec, generator, classes })
        expect(madeRows({ ...spec, generator, classes })).toEqual({ columns, y })
        expect(madeRows({ ...spec, generator, classes, seed: 2 }).columns[0]).not.toEqual(columns[0])
        for (let c = 0; c < classes; c++) expect(y.filter(own => own === c).length).toBeGreaterThan(4000 / classes / 2)
        const missing = columns.flatMap((values, j) => (values.some(Number.isNaN) ? [j] : []))
        expect(missing).toEqual(generator === 'steps' ? [4, 9] : [])
      }
    },
  )

  it('come back from their file to the bit', async () => {
    const { columns, y } = madeRows(spec)
    const file = await madeFile(mkdtempSync(join(tmpdir(), 'headway-speed-')), spec)
    expect(await readRows(file)).toEqual({ columns, y })
  })
})

it('the most memory of a process is not what it holds now, and in bytes', () => {
  const block = new Uint8Array(200e6).fill(1)
  const held = process.memoryUsage().rss
  const buffer = block.buffer as ArrayBuffer & { transfer(length: number): ArrayBuffer } // ES2024
  buffer.transfer(0) // gives it back
  expect(peakMemory()).toBeGreaterThan(0.9 * held)
  expect(peakMemory()).toBeLessThan(totalmem())
})

it('the picture of growth lays the line on the dashed one where time is in proportion', () => {
  const rows = (seconds: (size: number) => number) =>
    [10, 30, 100].map(n => aloneRow([seconds(n)], { task: 'growth: rows', variant: `${n} rows`, data: '', n, metric: 'CPU s' }))
  const paths = (svg: string) => [...svg.matchAll(/polyline points="([^"]+)"/g)].map(([, points]) => points)
  const [dashed, own] = paths(growthSvg(rows(n => n / 7)))
  expect(own).toBe(dashed)
  const [proportion, square] = paths(growthSvg(rows(n => n * n)))
  expect(square).not.toBe(proportion)
})
