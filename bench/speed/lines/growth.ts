import { join } from 'node:path'
import { median } from '../../pairs.ts'
import type { Line, Tools } from '../line.ts'
import { forget, madeFile } from '../rows-file.ts'
import { measure } from '../side.ts'
import { aloneRow, type SpeedRow } from '../speed-row.ts'
import { boosters, generators } from './setups.ts'

const ROUNDS = 20
const REPEATS = 3
const PROPORTION = 1.15
const EFFICIENCY = 0.7

interface Size {
  readonly rows: number
  readonly columns: number
  readonly classes: number
  readonly threads: number
}

const usual: Size = { rows: 100_000, columns: 30, classes: 2, threads: 1 }

/** How the time of a fit grows with one size while the others stay. */
export const growth: readonly Line[] = [
  line('rows', [10_000, 30_000, 100_000, 1_000_000], usual),
  line('columns', [10, 30, 100], { ...usual, rows: 50_000 }),
  line('classes', [3, 6, 12], { ...usual, rows: 50_000 }),
  line('threads', [1, 2, 4, 8, 16], { ...usual, rows: 300_000 }),
]

function line(what: keyof Size, sizes: readonly number[], others: Size): Line {
  return {
    task: taskOf(what),
    async run(tools) {
      const seconds: number[][] = sizes.map(() => [])
      for (let r = 0; r < REPEATS; r++) {
        for (const [s, size] of sizes.entries())
          seconds[s]!.push(await fitOf(tools, { ...others, [what]: size }, r, what === 'threads' ? 'wall' : 'cpu'))
        tools.say(`  turn ${r + 1}: ${sizes.map((size, s) => `${size} ${what} ${seconds[s]!.at(-1)!.toFixed(2)} s`).join(', ')}`)
      }
      return growthRows(what, sizes, seconds)
    },
  }
}

function taskOf(what: keyof Size): string {
  return `growth: ${what}`
}

async function fitOf({ raw }: Tools, { threads, ...size }: Size, turn: number, by: 'cpu' | 'wall'): Promise<number> {
  const train = await madeFile(join(raw, 'rows'), { ...size, generator: generators[turn % generators.length]!, seed: 1 })
  const task = { work: 'fit', train, threads, learner: 'boosting', params: boosters(ROUNDS, 6).ours, warm: 'small' } as const
  const measured = await measure({ name: 'ours', engine: 'ours', task })
  if (size.rows > 100_000) await forget(train)
  return measured[by]
}

/** One row a size, from [sizes][turns] seconds; a bar stands where the issue sets one: the last size, or 8 threads. */
export function growthRows(what: keyof Size, sizes: readonly number[], seconds: readonly number[][]): SpeedRow[] {
  return sizes.map((size, s) => {
    const variant = `${size.toLocaleString('en')} ${what}`
    const same = { task: taskOf(what), variant, data: 'smooth, steps', n: size, metric: what === 'threads' ? 'wall s' : 'CPU s' }
    const judged = what === 'threads' ? efficiencyAt(sizes, seconds, s) : s === sizes.length - 1 && inProportion(what, sizes, seconds)
    return { ...aloneRow(seconds[s]!, same), ...judged }
  })
}

/** The last size against the one before of which it is ten (or four) times. */
function inProportion(what: string, sizes: readonly number[], seconds: readonly number[][]): Pick<SpeedRow, 'target' | 'met' | 'note'> {
  const last = sizes.length - 1
  const from = what === 'rows' ? last - 1 : 0
  const times = sizes[last]! / sizes[from]!
  const slower = median(seconds[last]!.map((own, r) => own / seconds[from]![r]!))
  return {
    target: `≤ ${(times * PROPORTION).toFixed(1)} × the time of ${sizes[from]!.toLocaleString('en')}`,
    met: slower <= times * PROPORTION,
    note: `${times} times the ${what}, ${slower.toFixed(2)} times the time`,
  }
}

function efficiencyAt(sizes: readonly number[], seconds: readonly number[][], s: number): Partial<SpeedRow> {
  const efficiency = median(seconds[0]!) / median(seconds[s]!) / sizes[s]!
  const bar = sizes[s] === 8 && { target: `efficiency ≥ ${EFFICIENCY}`, met: efficiency >= EFFICIENCY }
  return { note: `efficiency ${efficiency.toFixed(2)}`, ...bar }
}
