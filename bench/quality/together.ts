import type { Row } from '../result.ts'

/** A promise about the figures "not worse than the best peer" of one file together. */
export interface Together {
  readonly name: string
  readonly tasks: string // their tasks begin so
  readonly notWorse: number // of them at least
  readonly better: number
}

export const together: readonly Together[] = [
  { name: 'UCI 697, dropout at four moments', tasks: 'uci697: dropout', notWorse: 4, better: 2 },
  { name: 'UCI 320, three kinds of outcome of two subjects at three moments', tasks: 'uci320', notWorse: 16, better: 6 },
]

export interface Kept {
  readonly met: boolean
  readonly text: string // what was promised, what was shown, and what the means alone say
}

/** Whether a promise is kept. A figure that is undecided does not count as shown. */
export function keptPromise({ name, tasks, notWorse, better }: Together, rows: readonly Row[]): Kept {
  const own = rows.filter(row => row.task.startsWith(tasks) && row.met !== null && row.target?.startsWith('not worse'))
  const count = (keep: (row: Row) => boolean) => own.filter(keep).length
  const shown = [count(row => row.met === true), count(shownBetter)] as const
  const means = count(row => row.ratio! < 1)
  const [worse, undecided] = [count(row => row.met === false), count(row => row.met === 'undecided')]
  const text = `${name}: promised not worse on ${notWorse} of ${own.length} and better on ${better}; shown not worse on ${shown[0]} and better on ${shown[1]}. The mean is better than the peer's in ${means}; ${worse} are shown worse; on ${undecided} the rows are too few to say`
  return { met: shown[0] >= notWorse && shown[1] >= better, text }
}

/** Better than the peer by the one-sided bound, as its note says. */
export function shownBetter({ note }: Row): boolean {
  return note?.endsWith(': better') ?? false
}
