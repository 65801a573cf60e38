import type { Tree } from '../../trees/tree.ts'
import { badModelFile } from '../bad-model-file.ts'
import { buildTree, type SourceNode, type Splits } from '../build-tree.ts'
import { numbersIn, wholeIn } from './numbers-in.ts'
import type { Section } from './sections.ts'

/** What a number must be to be missing: bits 2 and 3 of a node's decision type. */
const MISSING = ['none', 'zero', 'nan'] as const
type MissingAs = (typeof MISSING)[number]

/** Of the trees of a model: how many features there are, and what the trees so far say of them. */
export interface SoFar {
  readonly features: number
  readonly splits: Splits
  /** Features by what is missing of them: each in one way, wherever it is asked about. */
  readonly missing: Map<number, MissingAs>
  codes: number // in all sets
}

const MOST_LEAVES = 10_000_000
/** More codes than a bundle could hold; eleven characters of a file may hold 32. */
const MOST_CODES = 0x200_0000

/**
 * A tree as ours. A number goes left up to its cut, as with us; where nothing was missing in training a missing number counts as 0. A
 * set lists the codes that go left; whatever else, missing or unseen, goes right.
 *
 * Leaves are called by −1, −2, … where nodes are called by 0, 1, …
 *
 * @throws LearnError `bad_model_file`
 */
export function readLightgbmTree(section: Section, soFar: SoFar, where: string): Tree {
  const { features, splits, missing } = soFar
  if (section.get('is_linear')?.trim() === '1') throw badModelFile(`${where} has linear leaves`, 'Train without linear_tree')
  const leaves = wholeIn(section, 'num_leaves', where, 1, MOST_LEAVES)
  const value = numbersIn(section, 'leaf_value', where, leaves)
  if (leaves === 1) return buildTree(-1, () => ({ value: value[0], cover: 1 }), splits, where)
  const cover = numbersIn(section, 'leaf_count', where, leaves)
  const [columns, cuts, decisions, left, right] = ['split_feature', 'threshold', 'decision_type', 'left_child', 'right_child'].map(name =>
    numbersIn(section, name, where, leaves - 1),
  )
  const setOf = setsIn(section, soFar, where)

  const read = (node: number): SourceNode => {
    if (!(Number.isInteger(node) && node >= -leaves && node < leaves - 1))
      throw badModelFile(`${where} leads to ${node}, and has ${leaves - 1} nodes and ${leaves} leaves`)
    if (node < 0) return { value: value[-1 - node], cover: cover[-1 - node] }
    const column = columns[node]
    if (!(Number.isInteger(column) && column >= 0 && column < features))
      throw badModelFile(`${where} asks for feature ${column}, and the model has ${features}`)
    const children = { left: left[node], right: right[node] }
    const decision = decisions[node]
    if (!(Number.isInteger(decision) && decision >= 0 && decision < 16)) throw badModelFile(`${where} has the decision type ${decision}`)
    if (decision & 1) return { column, by: { set: setOf(cuts[node]) }, ...children, missingLeft: false }
    const missingAs = MISSING[(decision >> 2) & 3]
    const before = missing.get(column) ?? missingAs
    if (missingAs === undefined || (before === 'zero') !== (missingAs === 'zero'))
      throw badModelFile(`${where} does not say what is missing of feature ${column} as the trees before it do`)
    missing.set(column, missingAs)
    const cut = cuts[node]
    return { column, by: { cut }, ...children, missingLeft: missingAs === 'none' ? 0 <= cut : (decision & 2) > 0 }
  }
  return buildTree(0, read, splits, where)
}

/** Sets of codes, as bits of 32-bit words; `boundaries` say which words are whose. */
function setsIn(section: Section, soFar: SoFar, where: string): (at: number) => readonly number[] {
  const count = section.has('num_cat') ? wholeIn(section, 'num_cat', where, 0, MOST_LEAVES) : 0
  if (count === 0) {
    return at => {
      throw badModelFile(`${where} asks for set ${at}, and has none`)
    }
  }
  const bounds = numbersIn(section, 'cat_boundaries', where, count + 1)
  const words = numbersIn(section, 'cat_threshold', where)
  const rising = bounds.every((bound, i) => Number.isInteger(bound) && bound >= (bounds[i - 1] ?? 0))
  if (!rising || bounds[0] !== 0 || bounds[count] !== words.length)
    throw badModelFile(`${where} has cat_boundaries that do not run from 0 to its ${words.length} words`)
  const wrong = words.find(word => !(Number.isInteger(word) && word >= 0 && word <= 0xffff_ffff))
  if (wrong !== undefined) throw badModelFile(`${where} has ${wrong} among its sets, expected 32 bits`)
  const asked = new Set<number>() // once each: a set that every node asked for would be copied so often
  return at => {
    const start = bounds[at]
    const end = bounds[at + 1]
    if (start === undefined || end === undefined || asked.has(at))
      throw badModelFile(`${where} asks for set ${at}, and has ${count}, one for each node`)
    asked.add(at)
    const codes: number[] = []
    for (let bit = 32 * start; bit < 32 * end; bit++) {
      if (((words[bit >>> 5] >>> (bit & 31)) & 1) === 0) continue
      if (++soFar.codes > MOST_CODES) throw badModelFile(`its sets hold more than ${MOST_CODES} levels`, 'Train on fewer levels')
      codes.push(bit - 32 * start)
    }
    return codes
  }
}
