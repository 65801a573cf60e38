import {
  deriveSeed,
  type FitContext,
  type FittedRecipe,
  LearnError,
  type Procedure,
  resampler,
  splitPart,
  type TrainingPart,
} from '@headway/learn'

/**
 * The procedure fitted again and again, each time on other students of the same training part: a bootstrap of students, where a row
 * counts as often as its student was drawn (as its weight, so that no copy of a row can come to both sides of a split inside).
 *
 * @throws LearnError `aborted`
 */
export function* refits(part: TrainingPart<'real'>, procedure: Procedure, times: number, ctx: FitContext): Generator<FittedRecipe> {
  const n = part.y.length
  const rows = Int32Array.from({ length: n }, (_, i) => i)
  const draw = resampler(rows, n, part.groups, deriveSeed(ctx.seed, 'students'))
  const { progress: _, ...quiet } = ctx
  for (let b = 0; b < times; b++) {
    if (ctx.signal?.aborted) throw new LearnError('aborted', `Stopped after ${b} of ${times} refits. Nothing was kept.`)
    yield procedure(weighted(part, rows, draw(b)), { ...quiet, seed: deriveSeed(ctx.seed, 'refit', b) })
  }
}

/** The rows that were drawn, each with how often. */
function weighted(part: TrainingPart<'real'>, rows: Int32Array, times: Float64Array): TrainingPart<'real'> {
  const drawn = rows.filter(i => times[i]! > 0)
  const left = rows.filter(i => times[i] === 0)
  const taken = left.length === 0 ? part : firstOf(splitPart(part, holdOut(part, drawn, left)))
  return { ...taken, weights: Float64Array.from(drawn, i => times[i]! * (part.weights?.[i] ?? 1)) }
}

function holdOut({ y }: TrainingPart, train: Int32Array, test: Int32Array) {
  return { kind: 'hold-out', rows: y.length, repeats: [[{ train, test }]], notes: [] } as const
}

function firstOf(splits: ReturnType<typeof splitPart>): TrainingPart<'real'> {
  for (const { train } of splits) return train
  throw new Error('a plan of one split has none')
}
