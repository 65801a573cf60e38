import { badModelFile } from '../bad-model-file.ts'
import { type ForeignFeature, type ForeignModel, MOST_FEATURES, type Rounds } from '../foreign-model.ts'
import { looseJson } from '../loose-json.ts'
import { takenRounds } from '../taken-rounds.ts'
import { wholeIn } from './numbers-in.ts'
import { objectiveIn } from './objectives.ts'
import { readLightgbmTree, type SoFar } from './read-tree.ts'
import { type Section, sectionsOf } from './sections.ts'

const HEAD = 'the head'

/**
 * A model that LightGBM (2.3 to 4.x) saved as text: `gbdt`, `dart`, `rf`, without linear leaves. Its raw scores come out bit for bit:
 * it compares and sums doubles, tree by tree.
 *
 * Sources: LightGBM's src/boosting/gbdt_model_text.cpp, src/io/tree.cpp, include/LightGBM/tree.h, src/objective/.
 *
 * @throws LearnError `bad_model_file`
 */
export function readLightgbm(text: string, rounds: Rounds): ForeignModel {
  const { head, trees: sections, pandas } = sectionsOf(text)
  const version = head.get('version')?.trim() ?? ''
  if (!['v2', 'v3', 'v4'].includes(version)) throw badModelFile(`its format is ${JSON.stringify(version)}, expected v2, v3 or v4`)
  const { name, link, slope, tasks } = objectiveIn(head.get('objective'))
  const outputs = wholeIn(head, 'num_tree_per_iteration', HEAD, 1, 10_000)
  if ((link === 'softmax') !== outputs > 1) throw badModelFile(`its objective ${name} does not go with ${outputs} trees in a round`)
  const features = wholeIn(head, 'max_feature_idx', HEAD, 0, MOST_FEATURES - 1) + 1
  const ends = Array.from({ length: checkedRounds(head, sections.length, outputs) }, (_, i) => (i + 1) * outputs)
  const used = takenRounds({ ends, rounds })
  const soFar: SoFar = { features, splits: new Map(), missing: new Map(), codes: 0 }
  const trees = sections.slice(0, used.trees).map((section, t) => readLightgbmTree(section, soFar, `tree ${t}`))
  return {
    engine: 'lightgbm',
    version,
    objective: name,
    link,
    slope,
    tasks: outputs === 2 ? tasks : tasks.filter(task => link !== 'softmax' || task !== 'binary'),
    outputs,
    features: featuresOf(head, soFar, levelsIn(pandas)),
    base: new Array<number>(outputs).fill(0),
    baseLast: false,
    trees,
    outputOf: trees.map((_, t) => t % outputs),
    divisor: head.has('average_output') ? Math.max(1, used.said.used) : 1,
    rounds: used.said,
  }
}

/** Whole rounds, and as many trees as the head says. */
function checkedRounds(head: Section, trees: number, outputs: number): number {
  const sizes = head.get('tree_sizes')?.trim()
  const declared = sizes === undefined ? trees : sizes === '' ? 0 : sizes.split(/ +/).length
  if (declared !== trees) throw badModelFile(`it declares ${declared} trees and lists ${trees}`)
  if (trees % outputs !== 0) throw badModelFile(`its ${trees} trees are no multiple of ${outputs}, the trees of a round`)
  return trees / outputs
}

function featuresOf(head: Section, { features: count, splits, missing }: SoFar, pandas: readonly string[][]): ForeignFeature[] {
  const names = (head.get('feature_names') ?? '').trim().split(/ +/)
  if (names.length !== count) throw badModelFile(`it has ${count} features and ${names.length} feature_names`)
  const infos = (head.get('feature_infos') ?? '').trim().split(/ +/)
  // numbers are said as [least:most], levels as 1:5:2, what never varied as none
  const isSet = (j: number) => splits.get(j) === 'sets' || (!splits.has(j) && /^-?\d+(:-?\d+)*$/.test(infos[j] ?? ''))
  const places = new Map(names.flatMap((_, j) => (isSet(j) ? [j] : [])).map((j, at) => [j, at]))
  const clear = pandas.length === places.size
  const levels = clear ? pandas : []
  return names.map((name, j) => {
    const own = levels[places.get(j) ?? -1]
    return {
      name,
      splits: places.has(j) ? 'sets' : 'cuts',
      ...(own && { levels: own }),
      ...(!clear && pandas.length > 0 && { unclear: true as const }),
      zeroIsMissing: missing.get(j) === 'zero',
    }
  })
}

/** The levels of each column that was one of levels to pandas: those that trees split by sets, unless it had ordered ones as well. */
function levelsIn(pandas: string | undefined): string[][] {
  const lists = pandas === undefined ? null : looseJson(pandas)
  if (lists === null) return []
  const isLevel = (level: unknown) => typeof level === 'string' || typeof level === 'number' || typeof level === 'boolean'
  if (!Array.isArray(lists) || !lists.every(list => Array.isArray(list) && list.every(isLevel)))
    throw badModelFile('its pandas_categorical must be lists of texts or numbers')
  return (lists as unknown[][]).map(list => list.map(String))
}
