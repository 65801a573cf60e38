import type { Learner } from '../src/learner.ts'
import { boosting } from '../src/learners/boosting/boosting.ts'
import type { BoostingModel } from '../src/learners/boosting/model.ts'
import { imported } from '../src/learners/imported/imported.ts'
import type { ImportedModel } from '../src/learners/imported/model.ts'
import { learners } from '../src/learners/index.ts'
import { withTable } from '../src/sample.ts'

/**
 * Every learner, for suites that fit: the one whose models come from elsewhere is given models that boosting fitted, told as LightGBM
 * would tell them. Of ordered classes it knows no latent score, so boosting forecasts them as classes.
 */
export const fittable: Readonly<Record<string, Learner>> = {
  ...learners,
  imported: {
    ...imported,
    fit(part, params, ctx) {
      const { task } = part
      const unordered = { ...withTable(part, part.table), task: task.kind === 'ordinal' ? { ...task, kind: 'multiclass' as const } : task }
      const model = boosting.fit(unordered, params, ctx)
      return { ...importedFrom(model), task: task.kind }
    },
  },
}

function importedFrom({ columns, base, trees, task }: BoostingModel): ImportedModel {
  return {
    kind: 'imported',
    engine: 'lightgbm',
    version: 'v4',
    objective: 'none',
    task,
    link: task === 'binary' ? 'logistic' : task === 'multiclass' ? 'softmax' : 'identity',
    slope: 1,
    columns: columns.map(column =>
      column.kind === 'numeric'
        ? { ...column, splits: 'cuts', zeroIsMissing: false }
        : { ...column, numbers: column.levels.map((_, code) => code), splits: column.ordered ? 'cuts' : 'sets', zeroIsMissing: false },
    ),
    base,
    baseLast: false,
    trees,
    outputOf: trees.map((_, t) => t % base.length),
    divisor: 1,
  }
}
