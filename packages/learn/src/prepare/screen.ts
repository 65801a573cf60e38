import { checkShape, shape } from '../bundle/shape.ts'
import { checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import { selectLowered } from '../export/lowered-column.ts'
import type { Step } from '../recipe.ts'
import { selectColumns } from '../table.ts'
import { chosen } from './chosen.ts'
import { type SourceScore, scoreSources } from './score-sources.ts'

export interface ScreenParams {
  readonly k: number
  /** Sources that stay whatever their score, beside the k best of the others. */
  readonly keep: readonly string[]
}

export interface ScreenState {
  readonly kept: readonly string[] // column names, in table order
  readonly scores: readonly SourceScore[] // every source, in table order
}

/**
 * Keeps the k source columns that go best with the target inside the training part, each looked at alone, and drops the rest.
 *
 * The score is the p-value of `scoreSources`; the smallest k stay, ties in table order. A source that came as several columns
 * stays or goes as a whole. Best placed first in a recipe, on the raw columns. Columns that matter only together are lost: that
 * is the price of a screen.
 *
 * @throws LearnError `bad_param`, `unknown_column` (keep names a source that is not there)
 */
export const screen: Step<ScreenParams, ScreenState> = {
  kind: 'screen',
  defaults: { k: 20, keep: [] },
  bySource: true,

  fit({ table, y, task }, params) {
    const { k, keep } = chosen('screen', screen.defaults, params)
    checkWhole('screen k', k, 1)
    const sources = [...new Set(table.columns.map(c => c.source))]
    const absent = keep.find(name => !sources.includes(name))
    if (absent !== undefined) {
      throw new LearnError('unknown_column', `screen should keep ${absent}, but the sources are: ${sources.join(', ')}.`)
    }
    const scores = scoreSources({ table, y, task })
    const best = scores
      .filter(({ source }) => !keep.includes(source))
      .sort((a, b) => a.logP - b.logP)
      .slice(0, k)
      .map(({ source }) => source)
    return { kept: table.columns.filter(c => keep.includes(c.source) || best.includes(c.source)).map(c => c.name), scores }
  },

  apply: ({ kept }, table) => selectColumns(table, kept),
  lower: ({ kept }, from) => selectLowered(from, kept),

  check(state) {
    const score = shape.record<ScreenState['scores'][number]>({ source: shape.text, logP: shape.number(-Number.MAX_VALUE, 0) })
    checkShape('The state of screen', state, shape.record<ScreenState>({ kept: shape.names(), scores: shape.list(score) }))
  },
}
