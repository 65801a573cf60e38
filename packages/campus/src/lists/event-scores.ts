import { type OutOfFold, testedRows } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import { eventClasses } from '../score/compile-scorer.ts'
import type { Frame } from '../train/frame.ts'

/** Held-out scores of the question's event: what a list is made from. Nothing in them was seen in training. */
export interface EventScores {
  readonly event: Uint8Array // [n] 1 where the event happened
  readonly groups?: Int32Array // [n] students
  /** Per repeat: the rows that were tested and their scores, [m]. Higher is listed first; NaN (unknown) last, all of them tied. */
  readonly repeats: readonly { readonly rows: Int32Array; readonly scores: Float64Array }[]
}

/** The name of the question's event and its classes; nothing where nobody could be listed. */
export function eventOf({
  question: { target },
  dataset,
}: Frame): { readonly name: string; readonly classes: readonly number[] } | undefined {
  const event = 'event' in target ? target.event : undefined
  const classes = eventClasses(target, fieldOf(dataset.codebook, target.column))
  return event && classes.length > 0 ? { name: event.name, classes } : undefined
}

/** Probability of the event, summed over its classes, for every row that was held out. */
export function eventScores({ y, groups, repeats }: OutOfFold, classes: readonly number[]): EventScores {
  return {
    event: Uint8Array.from(y, c => Number(classes.includes(c))),
    ...(groups && { groups }),
    repeats: repeats.map(repeat => {
      const rows = testedRows(repeat)
      const { cols, data } = repeat.forecast
      return { rows, scores: Float64Array.from(rows, i => classes.reduce((sum, c) => sum + data[i * cols + c]!, 0)) }
    }),
  }
}

/**
 * The same rows in random order: all scores tie. It stands for the prior, whose pooled forecasts differ between folds only because a
 * fold with fewer events leaves more of them to train on: as an order they would be worse than chance.
 */
export function anyOrder({ repeats, ...rest }: EventScores): EventScores {
  return { ...rest, repeats: repeats.map(({ rows }) => ({ rows, scores: new Float64Array(rows.length) })) }
}
