import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { imported } from '../learners/imported/imported.ts'
import { importedModel } from '../learners/imported/imported-model.ts'
import { createRandom } from '../random.ts'
import { numericColumn, table } from '../table.ts'
import { readModelFile } from './read-model-file.ts'

interface Golden {
  readonly cases: readonly { readonly name: string; readonly model: string }[]
}

const read = (name: string): Golden['cases'] =>
  (JSON.parse(readFileSync(new URL(`../../golden/imported/${name}.json`, import.meta.url), 'utf8')) as Golden).cases

const xgboost = ['1.7.4', '2.1.4', '3.2.0'].flatMap(v => ['binary', 'classes', 'values'].flatMap(theme => read(`xgboost-${v}-${theme}`)))
const lightgbm = ['3.3.5', '4.7.0'].flatMap(v => ['binary', 'classes', 'values'].flatMap(theme => read(`lightgbm-${v}-${theme}`)))

const refusal = (says: RegExp) =>
  expect.objectContaining({ name: 'LearnError', code: 'bad_model_file', message: expect.stringMatching(says) })

/** A file is refused with its own error, or becomes a model that passes its check and forecasts in numbers. */
function refusedOrUsable(text: string): 'refused' | 'usable' {
  let foreign: ReturnType<typeof readModelFile>
  try {
    foreign = readModelFile(text)
  } catch (error) {
    expect(error).toMatchObject({ name: 'LearnError', code: 'bad_model_file' })
    return 'refused'
  }
  const [kind] = foreign.tasks
  const classes = Array.from({ length: Math.max(2, foreign.outputs) }, (_, c) => `c${c}`)
  const columns = foreign.features.map((_, j) => ({ kind: 'numeric' as const, name: `f${j}` }))
  const model = importedModel(foreign, { task: kind === 'regression' ? { kind } : { kind, classes }, columns })
  imported.check(model)
  const rows = table(columns.map(({ name }, j) => numericColumn(name, [NaN, 0, j, 33])))
  for (const { data } of [imported.predict(model, rows), { data: imported.contributions!(model, rows).values }]) {
    expect(data.every(Number.isFinite)).toBe(true)
  }
  return 'usable'
}

describe('a file that was cut short', () => {
  it.each([...xgboost, ...lightgbm])('$name', ({ model }) => {
    for (let at = 1; at <= 12; at++) {
      const cut = model.slice(0, Math.floor((model.length * at) / 13))
      const what = refusedOrUsable(cut)
      if (!/\nend of trees\n/.test(cut)) expect(what).toBe('refused')
    }
  })
})

describe('a file that was changed', () => {
  const random = createRandom(1)
  const pieces = [
    '0',
    '-1',
    '9',
    '1e9',
    '999999999',
    'NaN',
    '-Infinity',
    '""',
    '[',
    ']',
    '{}',
    ',',
    ' ',
    '\n',
    'Tree=1',
    '.',
    '-',
    ':',
    'é',
  ]

  it.each([...xgboost, ...lightgbm])('$name', ({ model }) => {
    const met = { refused: 0, usable: 0 }
    for (let turn = 0; turn < 40; turn++) {
      let text = model
      for (let change = 0; change <= random.int(2); change++) {
        const at = random.int(text.length)
        const gone = random.int(3) === 0 ? random.int(40) : random.int(3)
        text = text.slice(0, at) + (random.int(4) === 0 ? '' : pieces[random.int(pieces.length)]) + text.slice(at + gone)
      }
      met[refusedOrUsable(text)]++
    }
    expect(met.refused).toBeGreaterThan(0)
  })

  it.each([...xgboost, ...lightgbm])('$name: one number for another', ({ model }) => {
    const numbers = [...model.matchAll(/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g)]
    for (let turn = 0; turn < 60; turn++) {
      const found = numbers[random.int(numbers.length)]
      const other = ['-1', '0', '1', '2', '7', '1000000000', '0.5', '1e300', 'NaN', 'Infinity'][random.int(10)]
      refusedOrUsable(model.slice(0, found.index) + other + model.slice(found.index + found[0].length))
    }
  })
})

type Json = { [name: string]: Json } & Json[]

/** A small model of one split, changed. */
function xgb(change: (file: Json, tree: Json) => void, text: (json: string) => string = json => json): string {
  const file = JSON.parse(read('xgboost-3.2.0-binary')[0].model.replaceAll('NaN', 'null')) as Json
  const trees = file['learner']['gradient_booster']['model']
  change(file, trees['trees'][0])
  return text(JSON.stringify(file))
}

const lgb = (from: string | RegExp, to: string) => read('lightgbm-4.7.0-binary')[3].model.replace(from, to)

/** One split by a set of so many words, all bits set. */
function setsOf(words: number): string {
  const lines = {
    ...{ num_leaves: 2, num_cat: 1, split_feature: 0, threshold: 0, decision_type: 1, left_child: -1, right_child: -2 },
    ...{ leaf_value: '1 2', leaf_count: '3 3', cat_boundaries: `0 ${words}`, cat_threshold: '4294967295 '.repeat(words) },
  }
  const head = 'tree\nversion=v4\nnum_tree_per_iteration=1\nmax_feature_idx=0\nobjective=regression\nfeature_names=a\n\nTree=0\n'
  return `${head}${Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')}\nend of trees\n`
}

describe('a file that is not to be taken', () => {
  const set = (at: (file: Json, tree: Json) => Json, name: string | number, value: unknown) =>
    xgb((file, tree) => void Object.assign(at(file, tree), { [name]: value }))
  const learner = (file: Json) => file['learner']
  const tree = (_: Json, first: Json) => first
  const model = (file: Json) => file['learner']['gradient_booster']['model']

  it.each<[string, string, RegExp]>([
    ['nothing', '', /begins with ""/],
    ['something else', 'PK\u0003\u0004', /Give what XGBoost wrote/],
    ['UBJSON', '{L\0\0\0\0\0\0\0\u0007learner{L', /binary format.*save_model\('model.json'\)/],
    ['the old binary format', 'binf\0\0', /binary format/],
    ['not UTF-8', '{"learner":"\uFFFD"}', /not UTF-8/],
    ['no JSON', '{"learner":', /JSON was expected/],
    ['nested deep', `{"learner":${'['.repeat(100)}`, /nested more than 64/],
    ['another JSON', '{"a":1}', /version must be a list/],
    ['gblinear', set(f => f['learner']['gradient_booster'], 'name', 'gblinear'), /gblinear, a linear model/],
    ['another booster', set(f => f['learner']['gradient_booster'], 'name', 'gbforest'), /name must be one of "gbtree", "dart"/],
    ['leaves of several numbers', set((_, t) => t['tree_param'], 'size_leaf_vector', '3'), /one_output_per_tree/],
    ['several targets', set(f => f['learner']['learner_model_param'], 'num_target', '2'), /several targets/],
    ['an objective of ranks', set(f => f['learner']['objective'], 'name', 'rank:pairwise'), /objective is "rank:pairwise"/],
    ['an objective of Object', set(f => f['learner']['objective'], 'name', 'constructor'), /objective is "constructor"/],
    ['classes of no softmax', set(f => f['learner']['learner_model_param'], 'num_class', '3'), /does not go with 3 classes/],
    ['a billion trees said', set(f => model(f)['gbtree_model_param'], 'num_trees', '1000000000'), /declares 1000000000 trees and lists 3/],
    ['a billion features said', set(f => f['learner']['learner_model_param'], 'num_feature', '1000000000'), /declares 1000000000 features/],
    ['a billion nodes said', set((_, t) => t['tree_param'], 'num_nodes', '1000000000'), /declares 1000000000 nodes/],
    ['trees of no class', set(model, 'tree_info', [0, 1, 0]), /adds to class 1/],
    ['rounds that fall', set(model, 'iteration_indptr', [0, 2, 1, 3]), /iteration_indptr/],
    ['a cycle', xgb((_, t) => void Object.assign(t['left_children'], { 1: 0 })), /comes to node 0 by two ways/],
    ['a node with two parents', xgb((_, t) => void Object.assign(t['left_children'], { 1: 2 })), /comes to node 2 by two ways/],
    ['a child beyond the last', xgb((_, t) => void Object.assign(t['right_children'], { 0: 99 })), /leads to node 99/],
    ['a child before the first', xgb((_, t) => void Object.assign(t['right_children'], { 0: -1 })), /leads to node -1/],
    ['a feature beyond the last', xgb((_, t) => void Object.assign(t['split_indices'], { 0: 3 })), /asks for feature 3/],
    ['a negative index', xgb((_, t) => void Object.assign(t['split_indices'], { 0: -3 })), /whole number from 0/],
    ['a list too short', xgb((_, t) => void t['sum_hessian'].pop()), /sum_hessian/],
    ['lists of texts', set(tree, 'split_conditions', ['0']), /split_conditions\[0\] must be a finite number|must be a/],
    ['a cut at NaN', xgb((_, t) => void Object.assign(t['split_conditions'], { 0: null })), /cuts at NaN in node 0/],
    [
      'a leaf of NaN',
      xgb((_, t) => void Object.assign(t['split_conditions'], { [t['split_conditions'].length - 1]: null })),
      /has the value NaN/,
    ],
    ['a hessian below 0', xgb((_, t) => void Object.assign(t['sum_hessian'], { 1: -1 })), /sum_hessian\[1\]/],
    ['categories of nobody', xgb((_, t) => void Object.assign(t['split_type'], { 0: 1 })), /no categories for node 0/],
    [
      'categories beyond the last',
      xgb((_, t) => void Object.assign(t, { categories_nodes: [0], categories_segments: [0], categories_sizes: [1e9] })),
      /asks for those up to 1000000000/,
    ],
    ['a base score of words', set(f => f['learner']['learner_model_param'], 'base_score', '[half]'), /base score is "\[half\]"/],
    ['a base score of 1', set(f => f['learner']['learner_model_param'], 'base_score', '1E0'), /no probability between/],
    ['names of other features', set(learner, 'feature_names', ['a']), /3 features and 1 feature names/],
    ['LightGBM cut short', lgb(/end of trees[\s\S]*/, ''), /cut short/],
    ['LightGBM of another format', lgb('version=v4', 'version=v9'), /format is "v9"/],
    ['LightGBM with linear leaves', lgb('is_linear=0', 'is_linear=1'), /linear leaves/],
    [
      'LightGBM one against the rest',
      lgb('objective=binary sigmoid:1', 'objective=multiclassova num_class:3 sigmoid:1'),
      /do not sum to 1/,
    ],
    ['LightGBM of ranks', lgb('objective=binary sigmoid:1', 'objective=lambdarank'), /"lambdarank"/],
    ['LightGBM without an objective', lgb(/objective=.*\n/, ''), /names no objective/],
    ['LightGBM with a billion leaves', lgb('num_leaves=7', 'num_leaves=1000000000'), /num_leaves=1000000000/],
    ['LightGBM with a million leaves', lgb('num_leaves=7', 'num_leaves=1000000'), /7 leaf_value, expected 1000000/],
    ['LightGBM with a billion features', lgb('max_feature_idx=2', 'max_feature_idx=999999999'), /max_feature_idx=999999999/],
    [
      'LightGBM with a billion classes',
      lgb('num_tree_per_iteration=1', 'num_tree_per_iteration=1000000000'),
      /num_tree_per_iteration=1000000000/,
    ],
    ['LightGBM with fewer trees', lgb(/tree_sizes=\d+ /, 'tree_sizes='), /declares 2 trees and lists 3/],
    ['LightGBM with a cycle', lgb(/left_child=\S+/, 'left_child=0'), /comes to node 0 by two ways/],
    ['LightGBM with a leaf beyond the last', lgb(/left_child=\S+/, 'left_child=-99'), /leads to -99/],
    ['LightGBM with half a node', lgb(/left_child=\S+/, 'left_child=1.5'), /leads to 1.5/],
    ['LightGBM with another feature', lgb(/split_feature=\S+/, 'split_feature=7'), /asks for feature 7/],
    ['LightGBM with sets of nobody', lgb(/cat_boundaries=.*/, 'cat_boundaries=0 9'), /cat_boundaries/],
    ['LightGBM with words of 33 bits', lgb(/cat_threshold=\d+/, 'cat_threshold=4294967296'), /expected 32 bits/],
    ['LightGBM with a decision of its own', lgb(/decision_type=\d+/, 'decision_type=64'), /decision type 64/],
    [
      'LightGBM with lines of its own',
      lgb(/num_leaves=7\n/, `$&${Array.from({ length: 100 }, (_, i) => `own${i}=\n`).join('')}`),
      /than 100 lines/,
    ],
    ['LightGBM with something twice', lgb(/(num_leaves=7\n)/, '$1$1'), /says "num_leaves" twice/],
  ])('%s', (_, text, says) => {
    expect(() => readModelFile(text)).toThrow(refusal(says))
  })

  it('a text of 200 MB, before anything is made of it', () => {
    expect(() => readModelFile('tree\n'.padEnd(200_000_000, '1'))).toThrow(refusal(/may have 134217728 characters, got 200000000/))
  })

  it.each<[string, () => string, RegExp]>([
    ['a million empty trees', () => `tree\n${'Tree=0\n'.repeat(1_000_001)}end of trees\n`, /more than 1000000 trees/],
    ['thirty million levels in few characters', () => setsOf(0x10_0001), /sets hold more than 33554432 levels/],
    ['sixteen million empty lists', () => `{"learner":[${'[],'.repeat(0x100_0000)}[]]}`, /more than 16777216 lists and objects/],
  ])('%s, before they fill the memory', (_, text, says) => {
    expect(() => readModelFile(text())).toThrow(refusal(says))
  })

  it('levels that XGBoost keeps, listed again and again', () => {
    const values = Array.from({ length: 1000 }, () => 97)
    const withOffsets = (offsets: number[]) =>
      xgb(file => void Object.assign(file['learner']['gradient_booster']['model'], { cats: { enc: [{ values, offsets }] } }))
    for (const offsets of [
      [0, 1000, 0, 1000],
      [0, 1, 1001],
    ])
      expect(() => readModelFile(withOffsets(offsets))).toThrow(refusal(/feature 0 have offsets that do not rise from 0 to its 1000 bytes/))
    expect(readModelFile(withOffsets([0, 1, 1, 1000])).features[0].levels?.map(level => level.length)).toEqual([1, 0, 999])
  })

  it('a tree deeper than any of ours', () => {
    const deep = 300
    const list = (of: (i: number) => unknown) => Array.from({ length: 2 * deep + 1 }, (_, i) => of(i))
    const text = xgb((_, t) => {
      Object.assign(t, {
        left_children: list(i => (i % 2 === 0 && i < 2 * deep ? i + 1 : -1)),
        right_children: list(i => (i % 2 === 0 && i < 2 * deep ? i + 2 : -1)),
        split_indices: list(() => 0),
        split_conditions: list(i => i / 1000),
        default_left: list(() => 0),
        sum_hessian: list(() => 1),
        split_type: list(() => 0),
      })
      t['tree_param']['num_nodes'] = String(2 * deep + 1) as unknown as Json
    })
    expect(() => readModelFile(text)).toThrow(refusal(/more than 200 splits deep/))
  })

  it('what stands twice in JSON counts once, the last', () => {
    const text = xgb(
      () => {},
      json => json.replace('"num_feature":"3"', '"num_feature":"1000000000","num_feature":"3"'),
    )
    expect(readModelFile(text).features).toHaveLength(3)
  })
})

describe('what a file tells', () => {
  it('features, levels and rounds', () => {
    const [numbers, levels] = read('xgboost-3.2.0-binary').map(({ model }) => readModelFile(model))
    expect(numbers.features).toEqual(['f0', 'f1', 'f2'].map(name => ({ name, splits: 'cuts', zeroIsMissing: false })))
    expect(levels.features.map(f => f.splits)).toEqual(['cuts', 'cuts', 'sets'])
    expect(numbers.rounds).toEqual({ used: 3, inFile: 3 })
    const pandas = lightgbm.find(({ name }) => name === 'levels of pandas')!
    expect(readModelFile(pandas.model).features.map(f => [f.name, f.levels?.[2]])).toEqual([
      ['number_one', undefined],
      ['n2', undefined],
      ['level', 'level 2'],
    ])
    const more = readModelFile(pandas.model.replace('pandas_categorical:[', 'pandas_categorical:[["a"],'))
    expect(more.features.map(f => [f.levels, f.unclear])).toEqual([0, 1, 2].map(() => [undefined, true]))
    const zero = lightgbm.find(({ name }) => name === 'zero as missing')!
    expect(readModelFile(zero.model).features.map(f => f.zeroIsMissing)).toEqual([true, true, true])
  })

  it('fewer rounds on request, and no more than there are', () => {
    const { model } = read('xgboost-3.2.0-classes')[0]
    expect(readModelFile(model, { rounds: 1 })).toMatchObject({ rounds: { used: 1, inFile: 2 }, outputOf: [0, 0, 1, 1, 2, 2] })
    for (const rounds of [3, -1, 0.5])
      expect(() => readModelFile(model, { rounds })).toThrow(refusal(/rounds were asked for, and it has 2/))
    expect(() => readModelFile(model, { rounds: 'best' })).toThrow(refusal(/does not say how many rounds were best/))
  })

  it('of XGBoost before 1.3: no names, all rounds or none, and a base that is added last', () => {
    const { model } = read('xgboost-1.1.1-early')[0]
    const foreign = readModelFile(model)
    expect([foreign.version, foreign.baseLast, foreign.features.map(f => f.name)]).toEqual([
      '1.1.1',
      true,
      [undefined, undefined, undefined],
    ])
    expect(readModelFile(read('xgboost-1.7.4-binary')[0].model).baseLast).toBe(false)
    expect(() => readModelFile(model, { rounds: 2 })).toThrow(refusal(/does not say how many trees a round has/))
  })

  it('levels that XGBoost keeps: texts as bytes, numbers as they are', () => {
    const cats = {
      enc: [
        { type: 15, values: [33, 171] },
        { offsets: [], values: [] },
        { offsets: [0, 1, 3], values: [121, -61, -92] },
      ],
    }
    const text = xgb(file => void Object.assign(file['learner']['gradient_booster']['model'], { cats }))
    expect(readModelFile(text).features.map(f => f.levels)).toEqual([['33', '171'], undefined, ['y', 'ä']])
  })
})
