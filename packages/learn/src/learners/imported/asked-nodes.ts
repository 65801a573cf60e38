import type { FormulaBuilder } from '../../export/builder.ts'
import { type LoweredColumn, lookUp } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import type { Tree } from '../../trees/tree.ts'
import { NEAR_ZERO, setsOf } from './engine-values.ts'
import type { ImportedModel } from './model.ts'

/** What a formula's trees read, and the trees as they ask about it. */
export interface AskedNodes {
  readonly columns: readonly NodeId[] // [d]
  readonly isSet: readonly boolean[] // [d]
  readonly trees: readonly Tree[]
}

/**
 * `engineValues` as nodes. A code becomes its place among the codes that the trees name; every other code stands at the place after the
 * last, and what is missing one further, so that sets can hold it.
 */
export function askedNodes(model: ImportedModel, columns: readonly LoweredColumn[], build: FormulaBuilder): AskedNodes {
  const isSet = setsOf(model)
  const asked = askedNumbers(model, isSet)
  const places = asked.map(numbers => new Map(numbers.map((number, place) => [number, place])))
  return {
    columns: columns.map((column, j) => {
      const number = numberNode(model.columns[j], column, build)
      if (isSet[j]) return placeNode(build, number, asked[j], model.engine)
      return model.engine === 'lightgbm' ? nearZeroNode(build, number, asked[j], model.columns[j].zeroIsMissing) : number
    }),
    isSet,
    trees: model.trees.map(tree => placedTree(tree, isSet, places)),
  }
}

/** [d] the cuts, or the codes, that the trees name, rising. */
function askedNumbers({ columns, trees }: ImportedModel, isSet: readonly boolean[]): number[][] {
  const asked = columns.map(() => new Set<number>())
  for (const { column, cut, sets } of trees) {
    column.forEach((j, node) => {
      if (j >= 0) for (const number of isSet[j] ? sets[cut[node]] : [cut[node]]) asked[j].add(number)
    })
  }
  return asked.map(numbers => [...numbers].sort((a, b) => a - b))
}

function numberNode(fitted: ImportedModel['columns'][number], column: LoweredColumn, build: FormulaBuilder): NodeId {
  if (column.kind === 'numeric') return column.node
  return lookUp(build, column, code => (fitted.kind === 'categorical' ? fitted.numbers[code] : undefined) ?? NaN)
}

/** Code c is what lies from c up to c + 1; without its fraction, what lies beyond −1 is LightGBM's 0. */
function placeNode(build: FormulaBuilder, of: NodeId, codes: readonly number[], engine: ImportedModel['engine']): NodeId {
  const cuts: number[] = []
  const values: number[] = []
  codes.forEach((code, place) => {
    const start = code === 0 && engine === 'lightgbm' ? -1 : below(code)
    if (start !== cuts.at(-1)) {
      cuts.push(start)
      values.push(codes.length)
    }
    cuts.push(below(code + 1))
    values.push(place)
  })
  return build.add({ op: 'steps', of, cuts, values: [...values, codes.length], missing: codes.length + 1 })
}

/** Near 0 is 0, or missing; left out where no cut can tell. */
function nearZeroNode(build: FormulaBuilder, of: NodeId, cuts: readonly number[], zeroIsMissing: boolean): NodeId {
  if (!zeroIsMissing && !cuts.some(cut => -NEAR_ZERO <= cut && cut < NEAR_ZERO)) return of
  const away = build.add({ op: 'steps', of, cuts: [below(-NEAR_ZERO), NEAR_ZERO], values: [1, 0, 1], missing: 1 })
  return build.add({ op: zeroIsMissing ? 'divide' : 'multiply', a: of, b: away })
}

function placedTree(tree: Tree, isSet: readonly boolean[], places: readonly ReadonlyMap<number, number>[]): Tree {
  const sets: number[][] = []
  const cut = tree.column.map((j, node) => {
    if (j < 0 || !isSet[j]) return tree.cut[node]
    const known = tree.sets[tree.cut[node]].map(code => places[j].get(code)!)
    return sets.push(tree.missingLeft[node] === 1 ? [...known, places[j].size + 1] : known) - 1
  })
  return { ...tree, cut, sets }
}

/** The double before a whole number from 0, or before −NEAR_ZERO. */
function below(v: number): number {
  return v === 0 ? -Number.MIN_VALUE : v - (Math.abs(v) * Number.EPSILON) / 2
}
