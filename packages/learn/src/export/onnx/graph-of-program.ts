import { LearnError } from '../../errors.ts'
import type { Input } from '../../recipe.ts'
import type { Task } from '../../task.ts'
import type { FormulaProgram } from '../program.ts'
import type { Graph, Value } from './graph.ts'
import type { OnnxInput } from './onnx-inputs.ts'
import { renderNodes } from './render-nodes.ts'
import { texts, wholes } from './tensor.ts'

/** The graph that a program becomes: its inputs, its nodes, and its outputs with the names that the task gives them. */
export function graphOfProgram(graph: Graph, program: FormulaProgram, inputs: readonly OnnxInput[], task: Task): void {
  if (inputs.length === 0) {
    throw new LearnError('not_exportable', 'An ONNX graph sees from its inputs how many rows to forecast, and this recipe has none.')
  }
  const given = inputs.map(({ kind, name }) => graph.input({ name, type: kind === 'numeric' ? 'double' : 'string', dims: ['n', 1] }))
  const read = given.map((value, i) => numbersOf(graph, value, program.inputs[i], inputs[i]))
  const outputs = renderNodes(graph, program, read)
  if (task.kind === 'regression') {
    graph.output({ name: graph.node('Identity', outputs, {}, 'value'), type: 'double', dims: ['n', 1] })
  } else writeClasses(graph, outputs, task.classes)
}

/** Numbers as they came; of a level, its place in the levels, then missing, then unseen. */
function numbersOf(graph: Graph, value: Value, input: Input, described: OnnxInput): Value {
  if (input.kind === 'numeric' || described.kind === 'numeric') return value
  checkTexts(`level of ${JSON.stringify(input.name)}`, input.levels)
  const keys = [...input.levels, described.missing]
  return graph.node('ml.LabelEncoder', [value], {
    keys_tensor: texts(keys),
    values_tensor: wholes(keys.map((_, at) => at)),
    default_tensor: wholes([keys.length]),
  })
}

function writeClasses(graph: Graph, outputs: readonly Value[], classes: readonly string[]): void {
  checkTexts('class', classes)
  const probabilities = graph.node('Concat', outputs, { axis: 1 }, 'probabilities')
  const likeliest = graph.node('ArgMax', [probabilities], { axis: 1, keepdims: 0 })
  const label = graph.node('Gather', [graph.constant(texts(classes)), likeliest], {}, 'label')
  graph.output({ name: probabilities, type: 'double', dims: ['n', outputs.length] })
  graph.output({ name: label, type: 'string', dims: ['n'] })
}

/** Runtimes end a text at its first NUL, or cannot hold it. */
function checkTexts(what: string, all: readonly string[]): void {
  const bad = all.find(text => /[\0\p{Cs}]/u.test(text))
  if (bad === undefined) return
  throw new LearnError(
    'not_exportable',
    `The ${what} ${JSON.stringify(bad.slice(0, 40))} holds a NUL or half a character, which ONNX texts cannot. Rename it and train again.`,
  )
}
