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
 * counts as often as its student was drawn (as its weight, so that no copy of a row can come to both sides of a split inside). A draw
 * without one of the classes is drawn again, up to a hundred times: most learners refuse it.
 *
 * @throws LearnError `aborted`; what the procedure throws
 */
export function* refits(part: TrainingPart<'real'>, procedure: Procedure, times: number, ctx: FitContext): Generator<FittedRecipe> {
  const n = part.y.length
  const rows = Int32Array.from({ length: n }, (_, i) => i)
  const draw = resampler(rows, n, part.groups, deriveSeed(ctx.seed, 'students'))
  const { progress: _, ...quiet } = ctx
  for (let b = 0; b < times; b++) {
    if (ctx.signal?.aborted) throw new LearnError('aborted', `Stopped after ${b} of ${times} refits. Nothing was kept.`)
    const drawn = wholeDraw(part, attempt => draw(b + times * attempt))
    yield procedure(weighted(part, rows, drawn), { ...quiet, seed: deriveSeed(ctx.seed, 'refit', b) })
  }
}

function wholeDraw({ y, task }: TrainingPart, draw: (attempt: number) => Float64Array): Float64Array {
  const classes = task.kind === 'regression' ? 0 : new Set(y).size
  let times = draw(0)
  for (let attempt = 1; attempt < 100 && new Set(y.filter((_, i) => times[i]! > 0)).size < classes; attempt++) times = draw(attempt)
  return times
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
