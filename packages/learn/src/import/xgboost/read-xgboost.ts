import { badModelFile } from '../bad-model-file.ts'
import type { Splits } from '../build-tree.ts'
import { type ForeignFeature, type ForeignModel, MOST_FEATURES, type Rounds } from '../foreign-model.ts'
import { looseJson } from '../loose-json.ts'
import { takenRounds } from '../taken-rounds.ts'
import { type XgboostFile, type XgboostTrees, xgboostFile } from './file-shape.ts'
import { levelsOf } from './levels-of.ts'
import { marginOf, objectiveNamed } from './objectives.ts'
import { readXgboostTree } from './read-tree.ts'

/**
 * A model that XGBoost (1.0 to 3.x) saved as JSON: `gbtree` and `dart`, one number to a leaf. Its margins come out bit for bit where
 * they are summed in float32, as it sums them.
 *
 * Sources: XGBoost's doc/model.schema and src/tree/tree_model.cc, src/predictor/cpu_predictor.cc, src/gbm/gbtree.cc.
 *
 * @throws LearnError `bad_model_file`
 */
export function readXgboost(text: string, rounds: Rounds): ForeignModel {
  const { version, learner } = fileIn(looseJson(text))
  const { gradient_booster: booster, learner_model_param: param, objective } = learner
  const model = booster.name === 'dart' ? booster.gbtree.model : booster.model
  const meant = objectiveNamed(objective.name)
  const { link, tasks } = meant
  const outputs = Math.max(1, Number(param.num_class))
  if (Number(param.num_target ?? '1') > 1) throw badModelFile('it forecasts several targets at once', 'Train a model for each')
  checkOutputs(outputs, link === 'softmax')
  checkTrees(model, outputs)
  const features = Number(param.num_feature)
  if (features > MOST_FEATURES) throw badModelFile(`it declares ${features} features, more than ${MOST_FEATURES}`)
  const used = takenRounds({ ends: roundsOf(model, outputs, rounds), rounds, best: bestOf(learner.attributes) })
  const weights = booster.name === 'dart' ? booster.weight_drop : undefined
  if (weights && weights.length !== model.trees.length)
    throw badModelFile(`it has ${model.trees.length} trees and ${weights.length} weights of trees`)
  const splits: Splits = new Map()
  const trees = model.trees
    .slice(0, used.trees)
    .map((tree, t) => readXgboostTree(tree, features, Math.fround(weights?.[t] ?? 1), splits, `tree ${t}`))
  return {
    engine: 'xgboost',
    version: version.join('.'),
    objective: objective.name,
    link,
    slope: 1,
    tasks: outputs === 2 ? tasks : tasks.filter(task => link !== 'softmax' || task !== 'binary'),
    outputs,
    features: featuresOf(learner, model.cats, features, splits),
    base: baseScores(param.base_score, outputs).map(base => marginOf(base, meant)),
    baseLast: version[0] < 1 || (version[0] === 1 && version[1] < 3),
    trees,
    outputOf: model.tree_info.slice(0, used.trees),
    divisor: 1,
    rounds: used.said,
  }
}

/** What cannot be taken is named before the shape of the rest is looked at. */
function fileIn(value: unknown): XgboostFile {
  const learner = memberOf(value, 'learner')
  const booster = memberOf(learner, 'gradient_booster')
  const name = memberOf(booster, 'name')
  if (name === 'gblinear') throw badModelFile('its booster is gblinear, a linear model', 'Train one with the learner linear: headway train')
  const [tree] = listOf(memberOf(memberOf(booster, 'model'), 'trees'))
  if (Number(memberOf(memberOf(tree, 'tree_param'), 'size_leaf_vector') ?? 1) > 1)
    throw badModelFile('its leaves hold several numbers', 'Train with multi_strategy one_output_per_tree')
  const wrong = xgboostFile(value)
  if (wrong !== undefined) throw badModelFile(`as XGBoost's JSON${wrong === '' ? '' : `, it${wrong}`}`)
  return value as XgboostFile
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function checkOutputs(outputs: number, softmax: boolean): void {
  if (softmax !== outputs > 1) throw badModelFile(`its objective does not go with ${outputs} classes`)
  if (outputs > 10_000) throw badModelFile(`it has ${outputs} classes, more than 10,000`)
}

function checkTrees({ trees, tree_info: outputOf, gbtree_model_param: { num_trees: declared } }: XgboostTrees, outputs: number): void {
  if (Number(declared) !== trees.length) throw badModelFile(`it declares ${declared} trees and lists ${trees.length}`)
  if (outputOf.length !== trees.length) throw badModelFile(`it has ${trees.length} trees and ${outputOf.length} items of tree_info`)
  const wrong = outputOf.find(output => output >= outputs)
  if (wrong !== undefined) throw badModelFile(`a tree adds to class ${wrong}, and there are ${outputs}`)
}

/** Trees up to and with each round. */
function roundsOf({ trees, iteration_indptr: ends, gbtree_model_param }: XgboostTrees, outputs: number, rounds: Rounds): number[] {
  if (ends) {
    const rising = ends.every((end, i) => i === 0 || end >= ends[i - 1])
    if (rising && ends[0] === 0 && ends.at(-1) === trees.length) return ends.slice(1)
    throw badModelFile(`its iteration_indptr does not run from 0 to its ${trees.length} trees`)
  }
  const { num_parallel_tree: parallel } = gbtree_model_param
  if (parallel === undefined && rounds !== 'all') throw badModelFile('it does not say how many trees a round has', 'Import all rounds')
  const perRound = outputs * Math.max(1, Number(parallel ?? '1'))
  if (trees.length % perRound !== 0) throw badModelFile(`its ${trees.length} trees are no multiple of ${perRound}, the trees of a round`)
  return Array.from({ length: trees.length / perRound }, (_, i) => (i + 1) * perRound)
}

/** Early stopping left `best_iteration`, counted from 0. */
function bestOf(attributes: Readonly<Record<string, unknown>> = {}): number | undefined {
  const best = memberOf(attributes, 'best_iteration')
  return typeof best === 'string' && /^\d{1,9}$/.test(best) ? Number(best) + 1 : undefined
}

/** "5E-1", or since 3.1 "[5E-1]": one for each class, or one for all. */
function baseScores(text: string, outputs: number): number[] {
  const parts = text.replace(/^\[(.*)\]$/, '$1').split(',')
  const scores = parts.map(part => (/^[-+.\dEe]+$/.test(part.trim()) ? Number(part) : Number.NaN))
  if (scores.every(Number.isFinite)) {
    if (scores.length === outputs) return scores
    if (scores.length === 1) return new Array<number>(outputs).fill(scores[0])
  }
  throw badModelFile(`its base score is ${JSON.stringify(text.slice(0, 60))}, expected a number, or ${outputs} of them`)
}

function featuresOf(
  { feature_names: names = [], feature_types: types = [] }: XgboostFile['learner'],
  cats: unknown,
  count: number,
  splits: Splits,
) {
  for (const [what, list] of [['names', names] as const, ['types', types] as const]) {
    if (list.length > 0 && list.length !== count) throw badModelFile(`it has ${count} features and ${list.length} feature ${what}`)
  }
  const levels = levelsOf(cats)
  return Array.from({ length: count }, (_, j): ForeignFeature => {
    const own = levels[j]
    return {
      ...(names[j] !== undefined && { name: names[j] }),
      splits: splits.get(j) ?? (types[j] === 'c' ? 'sets' : 'cuts'),
      ...(own && { levels: own }),
      zeroIsMissing: false,
    }
  })
}
