import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { memoryRows } from '../bench/speed/lines/memory.ts'

it('memory is measured on a file that is made, boosted in a process of its own, and removed', async () => {
  const raw = mkdtempSync(join(tmpdir(), 'headway-speed-'))
  const [peak, ...kernel] = await memoryRows({ raw, say: () => {} }, 200_000)
  expect(readdirSync(raw)).toEqual([])
  expect(peak).toMatchObject({ n: 200_000, metric: 'GiB', target: '≤ 8', met: true })
  expect(peak.note).toMatch(/^5 trees of depth 6, one thread, a file of 0.05 GB/)
  const [byCell, byRow, byScore] = kernel.map(({ ours }) => ours)
  expect(peak.ours * 2 ** 30).toBeGreaterThan(200_000 * (30 + byRow + byScore))
  expect([byRow, byScore]).toEqual([36, 24])
  expect(byCell).toBeGreaterThan(1.3) // tables count for much where rows are few: so says the line
  expect(kernel.map(({ target, met }) => [target, met])).toEqual([
    ['≤ 1.3', false],
    ['≤ 64', true],
    ['≤ 24', true],
  ])
})
