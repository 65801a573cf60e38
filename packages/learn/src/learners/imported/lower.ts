import { affine, constant, softmax } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { bothSides } from '../../export/link.ts'
import type { LoweredColumn } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import { log } from '../../math/index.ts'
import { askedNodes } from './asked-nodes.ts'
import type { ImportedModel } from './model.ts'
import { GREATEST } from './predict.ts'

/** The sums of the trees and their link, as nodes: summed as the engine does, see `importedScores`. */
export function lowerImported(model: ImportedModel, columns: readonly LoweredColumn[], build: FormulaBuilder): NodeId[] {
  const { base, baseLast, divisor, engine, outputOf, slope } = model
  const { trees, ...asked } = askedNodes(model, columns, build)
  const scores = base.map((start, output) => {
    const own = trees.filter((_, t) => outputOf[t] === output)
    if (own.length === 0) return constant(build, (slope * start) / divisor)
    const ensemble = { ...asked, outputs: 1, width: 1, trees: own }
    if (engine === 'xgboost') {
      const float32 = baseLast ? { first: 0, last: start } : { first: start, last: 0 }
      return affine(build, build.addEnsemble({ ...ensemble, float32 })[0], slope / divisor, 0)
    }
    return affine(build, build.addEnsemble(ensemble)[0], slope / divisor, (slope * start) / divisor)
  })
  return lowerForecast(build, model, scores)
}

function lowerForecast(build: FormulaBuilder, { link, task }: ImportedModel, scores: readonly NodeId[]): NodeId[] {
  const [score] = scores
  switch (link) {
    case 'logistic':
      return task === 'binary' ? bothSides(build, score) : [build.add({ op: 'sigmoid', of: score })]
    case 'softmax':
      return softmax(build, scores)
    case 'exp':
      return [build.add({ op: 'exp', of: build.add({ op: 'min', a: score, b: constant(build, log(GREATEST)) }) })]
    case 'square':
      return [build.add({ op: 'multiply', a: score, b: build.add({ op: 'max', a: score, b: affine(build, score, -1, 0) }) })]
    case 'identity':
      return [score]
    default:
      return link satisfies never
  }
}
