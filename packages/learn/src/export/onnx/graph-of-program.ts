import { LearnError } from '../../errors.ts'
import type { Input } from '../../recipe.ts'
import type { FormulaProgram } from '../program.ts'
import { levelTexts } from '../raw-values.ts'
import type { Graph, Value } from './graph.ts'
import type { OnnxInput } from './onnx-inputs.ts'
import { renderNodes } from './render-nodes.ts'
import { texts, wholes } from './tensor.ts'

/** The graph that a program becomes: its inputs, its nodes, and its outputs with the names that the task gives them. */
export function graphOfProgram(graph: Graph, program: FormulaProgram, inputs: readonly OnnxInput[]): void {
  const { task } = program
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
  checkTexts(`level of ${JSON.stringify(input.name.slice(0, 40))}`, [...input.levels, ...described.missing])
  const places = placesOf(input, described.missing)
  return graph.node('ml.LabelEncoder', [value], {
    keys_tensor: texts([...places.keys()]),
    values_tensor: wholes([...places.values()]),
    default_tensor: wholes([input.levels.length + 1]),
  })
}

/** Levels are known by their own text first; of whole numbers also with `.0`, as other programs may write them. */
function placesOf(input: Extract<Input, { kind: 'categorical' }>, missing: readonly string[]): Map<string, number> {
  const places = new Map(input.levels.map((level, at) => [level, at]))
  for (const text of missing) places.set(text, input.levels.length)
  if (!levelTexts(input).whole) return places
  for (const [at, level] of input.levels.entries()) if (!places.has(`${level}.0`)) places.set(`${level}.0`, at)
  return places
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
