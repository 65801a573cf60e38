import {
  askAt,
  type Bundle,
  type Delays,
  defaultPlan,
  type Evaluated,
  encodeModel,
  type Frame,
  heldOutLines,
  honestyGaps,
  type KeptColumn,
  learningCurve,
  type Moment,
  momentName,
  quickBoosting,
  quickly,
  type Records,
  type StudyExtras,
  type TrainOptions,
  train,
} from '@headway/campus'
import type { FitContext } from '@headway/learn'
import { type AskingValues, forThis, planAsked, searching } from './asking.ts'
import type { Io } from './command.ts'
import { listing } from './listing.ts'

/** One moment of `train --dataset`, with nothing that a thread could not be handed. */
export interface MomentTask {
  readonly dataset: string
  readonly moment: Moment
  readonly delays: Delays
  readonly keep: readonly KeptColumn[]
  readonly main: boolean // the one that the report begins with
  readonly wanted: { readonly report: boolean; readonly heldOut: boolean }
  readonly values: AskingValues
}

export interface MomentMade {
  readonly model: string // encoded
  readonly heldOut?: string // forecasts for rows never seen, as CSV
  readonly extras?: StudyExtras // of the main moment, where a report is wanted
}

/** Trains and evaluates at one moment; at the main one it also measures what the report says there alone. */
export async function trainAt(records: Records, task: MomentTask, io: Io): Promise<MomentMade> {
  const { values, main, wanted } = task
  const name = momentName(task.moment)
  const { frame, suspects } = askedAt(records, task, io)
  const { seed, ...search } = searching(values)
  const plan = await planAsked(values, frame, seed, io)
  let evaluated: Evaluated | undefined
  const options: TrainOptions = {
    seed,
    ...search,
    ...(values.quick && quickly(frame, seed)),
    ...listing(values, frame.sample.y.length, main),
    ...(plan && { plan }),
    ...forThis(frame, values.keep),
    honestyGap: false,
    beside: main && !values.quick,
    suspects,
    assumptions: records.assumptions,
    onEvaluated: found => {
      evaluated = found
    },
  }
  const ctx: Told = { progress: ({ what, done, total }) => io.progress(`${name}: ${what}`, done, total) }
  const bundle = train(frame, options, ctx)
  return {
    model: encodeModel(bundle),
    ...(wanted.heldOut && { heldOut: [...heldOutLines(evaluated!.model, frame)].join('') }),
    ...(wanted.report && main && !values.quick && { extras: extrasAt(records, bundle, frame, ctx) }),
  }
}

type Told = Pick<FitContext, 'progress'>

function askedAt(records: Records, { moment, delays, keep, values }: MomentTask, io: Io) {
  const asked = askAt(records, {
    moment,
    delays,
    keep,
    target: values.target!,
    withProtected: values['with-protected'],
    with: values.with ?? [],
    without: values.without ?? [],
  })
  for (const { column, evidence, kept } of asked.suspects) {
    io.err(
      `${kept ? 'kept' : 'left out'} at ${momentName(moment)}: ${column} is suspected of knowing the outcome: ${evidence}. ${kept ? '' : `To keep it: --keep-suspect "${column}=<reason>" --by <name>`}`,
    )
  }
  return asked
}

/** What usual mistakes would have claimed, and whether more students would help. One quick recipe. */
function extrasAt(records: Records, { question, seed }: Bundle, frame: Frame, ctx: Told): StudyExtras {
  const plan = defaultPlan(frame, seed)
  return {
    ...(question.target.kind === 'binary' && { gaps: honestyGaps({ records, question, recipe: quickBoosting }, { seed }, ctx) }),
    learning: learningCurve({ frame, plan, recipe: quickBoosting }, { seed }, ctx),
  }
}
