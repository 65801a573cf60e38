import { JAVASCRIPT_RUNTIME } from './javascript-runtime.ts'
import type { Ensemble, FormulaNode, FormulaProgram } from './program.ts'
import { levelTexts, type RawValues } from './raw-values.ts'

/**
 * A program as one standalone ES module that imports nothing:
 *
 *   columns    the inputs, by name
 *   classes    the classes of the forecast, in order; none in a regression
 *   forecast   from a plain object of values by column name (a number, a text, or null where it is not known; other members are left
 *              alone) to the probabilities in the order of the classes, or to the value
 *
 * The module reads own members of the object only. It throws a RangeError for what should be a number and is none, or is infinite. It
 * agrees with `forecast` to 1e-6; in an engine whose `Math.exp` and `Math.log` are good to the last places, to 1e-12.
 */
export function writeJavaScript(program: FormulaProgram, { missing }: RawValues): string {
  const { task, inputs, nodes, outputs } = program
  const classes = task.kind === 'regression' ? undefined : task.classes
  const results = outputs.map(id => `v${id}`)
  return [
    '// A model written by Headway. It needs nothing else: import { forecast } from this file.',
    `export const columns = ${list(inputs.map(({ name }) => quoted(name)))}`,
    ...(classes ? [`export const classes = ${list(classes.map(quoted))}`] : []),
    '',
    `/** ${classes ? 'The probability of each class, in the order of `classes`' : 'The value'}, from values by column name. */`,
    'export function forecast(row) {',
    ...statements(program).map(line => `  ${line}`),
    `  return ${classes ? list(results) : results[0]}`,
    '}',
    '',
    `const missing = new Set(${list(missing.map(quoted))})`,
    `const levels = ${list(inputs.map(levelsOf))}`,
    ...nodes.flatMap((node, id) => constantsOf(node).map((values, c) => `const k${id}_${c} = ${list(values.map(String))}`)),
    ...program.ensembles.map((ensemble, e) => `const trees${e} = ${list(ensemble.trees.map(tree => treeText(tree, ensemble)))}`),
    '',
    JAVASCRIPT_RUNTIME,
    '',
  ].join('\n')
}

/** Text as a literal that is safe inside a script element and in any reading of line ends. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[<>\u2028\u2029]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`
}

function levelsOf(input: FormulaProgram['inputs'][number]): string {
  if (input.kind === 'numeric') return 'null'
  const { trimmed, whole } = levelTexts(input)
  const places = input.levels.map((level, at) => `[${quoted(level)}, ${at}]`)
  return `{ places: new Map(${list(places)}), trimmed: ${trimmed}, whole: ${whole} }`
}

/** One line for each node; the trees of an ensemble are walked once, before its first output. */
function statements({ nodes, ensembles }: FormulaProgram): string[] {
  const walked = new Set<number>()
  const looked = new Set(nodes.flatMap(node => (node.op === 'lookup' ? [node.input] : [])))
  const places = [...looked].map(input => `const c${input} = level(row, ${input})`)
  const computed = nodes.flatMap((node, id) => {
    const line = `const v${id} = ${expression(node, id)}`
    if (node.op !== 'ensemble' || walked.has(node.ensemble)) return [line]
    walked.add(node.ensemble)
    const { columns, outputs, float32 } = ensembles[node.ensemble]
    const read = list(columns.map(c => `v${c}`))
    const sums = float32
      ? `rounded(${read}, ${float32.first}, trees${node.ensemble}, ${float32.last})`
      : `trees(${read}, ${outputs}, trees${node.ensemble})`
    return [`const e${node.ensemble} = ${sums}`, line]
  })
  return [...places, ...computed]
}

function expression(node: FormulaNode, id: number): string {
  switch (node.op) {
    case 'number':
      return `number(row, ${node.input})`
    case 'lookup':
      return `k${id}_0[c${node.input} + 1]`
    case 'constant':
      return String(node.value)
    case 'linear':
      return [String(node.intercept), ...node.terms.map(({ node: of, weight }) => `${weight} * v${of}`)].join(' + ')
    case 'multiply':
      return `v${node.a} * v${node.b}`
    case 'min':
    case 'max':
      return `Math.${node.op}(v${node.a}, v${node.b})`
    case 'divide':
    case 'ifMissing':
      return `${node.op}(v${node.a}, v${node.b})`
    case 'isMissing':
      return `Number.isNaN(v${node.of}) ? 1 : 0`
    case 'exp':
    case 'log':
      return `Math.${node.op}(v${node.of})`
    case 'sigmoid':
      return `sigmoid(v${node.of})`
    case 'steps':
      return `steps(v${node.of}, k${id}_0, k${id}_1, ${node.missing})`
    case 'interpolate':
      return `interpolate(v${node.of}, k${id}_0, k${id}_1)`
    case 'pick':
      return `k${id}_0[v${node.of}]`
    case 'ensemble':
      return `e${node.ensemble}[${node.output}]`
    default:
      return node satisfies never
  }
}

/** The lists of numbers that a node's expression reads. */
function constantsOf(node: FormulaNode): (readonly number[])[] {
  if (node.op === 'lookup') return [[node.missing, ...node.values, node.unseen]]
  if (node.op === 'steps') return [node.cuts, node.values]
  if (node.op === 'interpolate') return [node.x, node.y]
  return node.op === 'pick' ? [node.values] : []
}

function treeText({ column, cut, sets, left, right, missingLeft, value }: Ensemble['trees'][number], { isSet, width }: Ensemble): string {
  return list(
    column.map((of, node) => {
      if (of < 0) return `[${list(value.slice(node * width, (node + 1) * width).map(String))}]`
      const rule = isSet[of] ? list(sets[cut[node]].map(String)) : String(cut[node])
      return list([String(of), rule, String(left[node]), String(right[node]), String(missingLeft[node])])
    }),
  )
}
