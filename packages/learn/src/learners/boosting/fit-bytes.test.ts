import { describe, expect, it } from 'vitest'
import { bytesFor, openWorkspace } from '../../kernel/workspace.ts'
import type { Task } from '../../task.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { boosting } from './boosting.ts'
import { boostingBytes } from './fit-bytes.ts'
import type { BoostingParams } from './params.ts'

const two: Task = { kind: 'binary', classes: ['no', 'yes'] }
const of = (k: number): Task => ({ kind: 'multiclass', classes: Array.from({ length: k }, (_, c) => `class ${c}`) })

/** Threads that only look at what is asked for and taken: first by a fit, then by the binning of its columns. */
function watchedThreads() {
  const opened: { asked: number; taken: number[]; closed: boolean }[] = []
  const openWatched = (bytes: number) => {
    const seen = { asked: bytes, taken: [] as number[], closed: false }
    opened.push(seen)
    const workspace = openWorkspace(bytes)
    const watched =
      <T>(take: (length: number) => T, each: number) =>
      (length: number) => {
        seen.taken.push(bytesFor(length, each))
        return take(length)
      }
    const close = () => {
      seen.closed = true
      workspace.close()
    }
    return { ...workspace, f64: watched(workspace.f64, 8), i32: watched(workspace.i32, 4), u8: watched(workspace.u8, 1), close }
  }
  return { opened, threads: { count: 1, openWorkspace: openWatched, stop() {} } }
}

const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0)

describe('boostingBytes', () => {
  // 20,000 rows are the fewest that are given to threads; at one more, arrays end between two places
  it.each([
    { task: 'binary', params: {} },
    { task: 'multiclass', params: { growth: 'depth', maxLeaves: 16 } },
    { task: 'multiclass', params: { seeds: 2, rowShare: 0.5 } },
    { task: 'ordinal', params: { maxBins: 7 } },
    { task: 'regression', params: { growth: 'depth', minRows: 4000 } },
  ] as const)('is what a fit asks for, and no less than it takes: $task $params', ({ task, params }) => {
    const rows = 20_001
    const part = randomPart(1, { task, rows })
    const { opened, threads } = watchedThreads()
    boosting.fit(part, { ...(params as Partial<BoostingParams>), rounds: 3 }, { seed: 1, threads })
    const { cells, rows: ofRows, scores, tables } = boostingBytes({ rows, columns: part.table.columns.length, task: part.task }, params)
    const [fit, binning] = opened
    expect(fit.asked).toBe(cells + ofRows + scores + tables)
    expect(sum(binning.taken)).toBeLessThanOrEqual(binning.asked)
    expect(opened.map(({ closed }) => closed)).toEqual([true, true])
    const large = fit.taken.filter(bytes => bytes >= 4 * rows) // tables of four columns are smaller
    expect(sum(large)).toBe(cells + ofRows + scores)
    expect(sum(fit.taken) - sum(large)).toBeLessThanOrEqual(tables)
  })

  it('counts what every seed takes anew', () => {
    const part = randomPart(3, { task: 'multiclass', rows: 20_001 })
    const sizes = { rows: 20_001, columns: part.table.columns.length, task: part.task }
    const [one, three] = [1, 3].map(seeds => {
      const { opened, threads } = watchedThreads()
      boosting.fit(part, { seeds, rounds: 2 }, { seed: 1, threads })
      return { taken: sum(opened[0].taken), tables: boostingBytes(sizes, { seeds }).tables }
    })
    expect(three.taken - one.taken).toBe(three.tables - one.tables)
    expect(three.taken).toBeGreaterThan(one.taken)
  })

  it('is one byte to a cell, 36 to a row, 24 to a row and output', () => {
    const bytes = boostingBytes({ rows: 10_000_000, columns: 30, task: two }, { maxLeaves: 64 })
    expect(bytes).toMatchObject({ cells: 300_000_000, rows: 360_000_000, scores: 240_000_000 })
    expect(boostingBytes({ rows: 10_000_000, columns: 30, task: of(12) }, { maxLeaves: 64 }).scores).toBe(12 * 240_000_000)
  })

  it.each([
    [two, 1],
    [of(3), 3],
    [{ kind: 'regression' } as const, 1],
  ])('stays within 1.3 bytes to a cell, 64 to a row and 24 to a row and class at 10 million rows: %j', (task, k) => {
    const [n, d] = [10_000_000, 30]
    const bytes = boostingBytes({ rows: n, columns: d, task }, { growth: 'depth', maxLeaves: 64 })
    expect((bytes.cells + bytes.tables) / (n * d)).toBeLessThan(1.3)
    expect(bytes.rows / n).toBeLessThan(64)
    expect(bytes.scores / (n * k)).toBeLessThanOrEqual(24)
  })
})
