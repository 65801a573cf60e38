import type { FormulaProgram } from '../program.ts'
import type { RawValues } from '../raw-values.ts'
import { inputNames } from './input-names.ts'

/** How a column is handed to the graph: numbers as doubles, NaN is missing; levels as texts, and the texts that mean missing. */
export type OnnxInput =
  | { readonly kind: 'numeric'; readonly column: string; readonly name: string }
  | { readonly kind: 'categorical'; readonly column: string; readonly name: string; readonly missing: readonly string[] } // 1 or more

/** What the inputs of the graph that `writeOnnx` writes are called, in the order of the program's columns. */
export function onnxInputs({ inputs }: Pick<FormulaProgram, 'inputs'>, { missing }: RawValues): OnnxInput[] {
  const names = inputNames(
    inputs.map(input => input.name),
    ['probabilities', 'label', 'value'],
  )
  return inputs.map((input, i) => {
    const column = input.name
    if (input.kind === 'numeric') return { kind: 'numeric', column, name: names[i] }
    return { kind: 'categorical', column, name: names[i], missing: missingTexts(input.levels, missing) }
  })
}

/** The empty text and the others, as far as they are no levels; where all of them are, a text that is none. */
function missingTexts(levels: readonly string[], others: readonly string[]): string[] {
  const taken = new Set(levels)
  const free = [...new Set(['', ...others])].filter(text => !taken.has(text))
  if (free.length > 0) return free
  let text = '(missing)'
  for (let count = 2; taken.has(text); count++) text = `(missing ${count})`
  return [text]
}
