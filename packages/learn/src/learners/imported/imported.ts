import { LearnError } from '../../errors.ts'
import type { Learner } from '../../learner.ts'
import { checkImportedModel } from './check-model.ts'
import { importedContributions, importedInterventional } from './contributions.ts'
import { lowerImported } from './lower.ts'
import type { ImportedModel } from './model.ts'
import { predictImported } from './predict.ts'

/**
 * Boosted trees and forests that XGBoost or LightGBM trained, wherever that was: `readModelFile` reads them, `importedModel` says which
 * columns their features are. They forecast, explain and are exported as models of our own; only `fit` refuses.
 */
export const imported: Learner<object, ImportedModel> = {
  kind: 'imported',
  elsewhere: true,
  tasks: ['binary', 'multiclass', 'ordinal', 'regression'],
  takes: { categories: true, missing: true },
  defaults: {},

  fit() {
    throw new LearnError(
      'trained_elsewhere',
      'The learner imported holds models that XGBoost or LightGBM trained, and cannot be fitted here. Train the model again there and import it, or choose another learner.',
    )
  },

  predict: predictImported,
  contributions: importedContributions,
  interventional: importedInterventional,
  lower: lowerImported,
  check: checkImportedModel,
}
