import { calibrators, learners, type Procedure, type TaskKind, type Tuned, type TuneOptions, tune } from '@headway/learn'
import { CampusError } from '../errors.ts'
import type { Frame } from './frame.ts'
import { innerFoldsFor } from './plan.ts'
import { affordablePortfolio, portfolio } from './portfolio.ts'
import type { TrainOptions } from './train.ts'

/** Learners that a recipe can be fitted with here. */
export const trainable: readonly string[] = Object.values(learners)
  .filter(learner => !learner.elsewhere)
  .map(learner => learner.kind)

/** The whole tuning, as a procedure that sees a training part and nothing else. */
export function tunedInside(
  frame: Frame,
  options: TrainOptions & Pick<TuneOptions, 'leftOut'>,
  onTuned: (tuned: Tuned) => void = () => {},
): Procedure {
  const settings = { ...tuning(frame, options), ...(options.leftOut && { leftOut: true }) }
  return (part, ctx) => {
    const tuned = tune(part, settings, ctx)
    onTuned(tuned)
    return tuned.fitted
  }
}

/** How `tune` is asked, for this frame and these options. */
export function tuning(
  frame: Frame,
  { choose = 'simplest', learner, calibrator, innerFolds, budget, now, memory }: TrainOptions,
): TuneOptions {
  checkCalibrator(calibrator, frame.sample.task.kind)
  const candidates = budget ? portfolio(frame, learner) : affordablePortfolio(frame, learner)
  if (candidates.length === 0) throw new CampusError('bad_question', `No recipe uses the learner ${learner}. Try: ${trainable.join(', ')}.`)
  return {
    candidates,
    choose,
    blend: learner === undefined ? true : learner === 'stack' ? 'only' : false,
    folds: innerFolds ?? innerFoldsFor(frame.sample.y.length),
    ...(calibrator !== undefined && { calibrator }),
    ...(budget ? { budget } : frame.terms && { halveAbove: Infinity }), // of terms the few are averaged: none is dropped on a share of the rows
    ...(now && { now }),
    ...(memory && { memory }),
  }
}

function checkCalibrator(name: string | undefined, task: TaskKind): void {
  if (name === undefined) return
  const able = Object.values(calibrators)
    .filter(c => c.tasks.includes(task))
    .map(c => c.kind)
  const names = able.length > 0 ? [...able, 'auto'] : []
  if (names.includes(name)) return
  throw new CampusError(
    'bad_question',
    `${name} cannot calibrate this question. It can be calibrated by: ${names.join(', ') || 'nothing'}.`,
  )
}
