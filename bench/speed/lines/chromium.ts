import { noChromium } from '../../../test/browser/chromium.ts'
import { alternate } from '../alternate.ts'
import { openSpeedPage } from '../browser/speed-page.ts'
import type { Line, Tools } from '../line.ts'
import type { MadeSpec } from '../made-rows.ts'
import type { Measured } from '../measured.ts'
import { type Compared, comparedRow } from '../speed-row.ts'
import { boosters, generators, HELD_OUT_ROWS, PAIRS, rowsOfPair } from './setups.ts'

const ROWS = 100_000
const task = 'in Chromium'

/** The same work on the same rows in a worker of a page and in Node. */
export const inChromium: readonly Line[] = [{ task, lacks: async () => (noChromium ? 'there is no Chromium here' : undefined), run }]

async function run({ raw, say }: Tools) {
  const page = await openSpeedPage()
  const own = { work: 'fit and forecasts', learner: 'boosting', params: boosters(100, 6).ours, warm: 'small' } as const
  try {
    const compared = await alternate(
      PAIRS,
      async pair => {
        const generator = generators[pair % generators.length]!
        const spec = (rows: number, seed: number): MadeSpec => ({ generator, rows, columns: 30, classes: 2, seed })
        const seed = 1 + Math.floor(pair / generators.length)
        const inPage = () => page.run(own, { train: spec(ROWS, seed), test: spec(HELD_OUT_ROWS, seed + 1000) })
        const data = await rowsOfPair(raw, pair, { rows: ROWS, columns: 30 })
        return {
          ours: { name: 'Chromium', engine: 'ours', task: own, elsewhere: inPage },
          peers: [{ name: 'Node', engine: 'ours', task: { ...own, ...data } }],
        }
      },
      say,
    )
    const pairs = compared.get('Node')!
    const same = { task, data: 'smooth, steps', peerName: 'ours in Node', most: 1.3 } as const
    return [
      comparedRow(pairs, { ...same, work: 'in Chromium: 100 trees of depth 6, 100,000 × 30', n: ROWS }),
      comparedRow(pairs.map(forecastsOf), {
        ...same,
        work: 'in Chromium: forecasts of 20,000 rows by these',
        n: HELD_OUT_ROWS,
        unit: 'µs a row',
      }),
    ]
  } finally {
    await page.close()
  }
}

function forecastsOf({ ours, peer }: Compared): Compared {
  const of = ({ figures }: Measured): Measured => ({ cpu: figures['forecastCpu']!, wall: figures['forecastWall']!, figures: {} })
  return { ours: of(ours), peer: of(peer) }
}
