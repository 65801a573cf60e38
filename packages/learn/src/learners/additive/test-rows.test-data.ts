import { createRandom } from '../../random.ts'
import { wholeOf } from '../../resample/split.ts'
import { type Sample, sample, type TrainingPart } from '../../sample.ts'
import { categoricalColumn, numericColumn, table } from '../../table.ts'
import type { Task, TaskKind } from '../../task.ts'

export interface KnownOptions {
  readonly rows?: number
  readonly seed?: number
  readonly missing?: number // share of the cells of `up` and `level`
  readonly weights?: boolean
  readonly groups?: number
}

/** `up` rises, `wave` goes up and down, `level` is unordered, `grade` ordered, `left` × `right` only act together, `flat` is constant. */
export function knownSample(kind: TaskKind, { rows = 150, seed = 1, missing = 0.1, weights, groups }: KnownOptions = {}): Sample {
  const random = createRandom(seed)
  const times = <T>(make: () => T) => Array.from({ length: rows }, make)
  const number = () => Math.round(random.next() * 100) / 100
  const up = times(() => (random.next() < missing ? NaN : number()))
  const level = times(() => (random.next() < missing ? -1 : random.int(4)))
  const [wave, left, right] = [times(number), times(number), times(number)]
  const grade = times(() => random.int(5))
  const score = up.map((u, i) => {
    const together = left[i] > 0.5 === right[i] > 0.5 ? 0.6 : -0.6
    return 2 * (u || 0.8) + 0.5 * wave[i] * (1 - wave[i]) + (level[i] % 2) + grade[i] / 4 + together + 1.5 * (random.next() - 0.5)
  })
  const k = kind === 'binary' ? 2 : 3
  const order = score.map((_, i) => i).sort((a, b) => score[a] - score[b])
  const y = Float64Array.from(score)
  if (kind !== 'regression')
    order.forEach((i, rank) => {
      y[i] = Math.floor((rank * k) / rows)
    })
  const task: Task = kind === 'regression' ? { kind } : { kind, classes: ['low', 'middle', 'high'].slice(0, k) }
  return sample({
    table: table([
      numericColumn('up', up),
      categoricalColumn('level', level, ['a', 'b', 'c', 'd']),
      numericColumn('wave', wave),
      categoricalColumn('grade', grade, ['1', '2', '3', '4', '5'], { ordered: true }),
      numericColumn('right', right),
      numericColumn('left', left),
      numericColumn(
        'flat',
        times(() => 3),
      ),
    ]),
    y,
    task,
    ...(weights && { weights: Float64Array.from(times(() => 0.5 + random.next())) }),
    ...(groups && { groups: Int32Array.from(times(() => random.int(groups))) }),
  })
}

export function knownPart(kind: TaskKind, options?: KnownOptions): TrainingPart {
  return wholeOf(knownSample(kind, options))
}
