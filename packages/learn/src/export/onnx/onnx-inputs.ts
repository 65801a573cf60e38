import type { FittedRecipe } from '../../recipe.ts'
import { inputNames } from './input-names.ts'

/** How a column of the recipe is handed to the graph: numbers as doubles, NaN is missing; levels as texts, and what is written for missing. */
export type OnnxInput =
  | { readonly kind: 'numeric'; readonly column: string; readonly name: string }
  | { readonly kind: 'categorical'; readonly column: string; readonly name: string; readonly missing: string }

/** What the inputs of the graph that `toOnnx` writes are called, in the order of the recipe's columns. */
export function onnxInputs({ inputs }: Pick<FittedRecipe, 'inputs'>): OnnxInput[] {
  const names = inputNames(
    inputs.map(input => input.name),
    ['probabilities', 'label', 'value'],
  )
  return inputs.map((input, i) => {
    const column = input.name
    if (input.kind === 'numeric') return { kind: 'numeric', column, name: names[i] }
    return { kind: 'categorical', column, name: names[i], missing: freeText(input.levels) }
  })
}

/** The empty text, or what else is none of the levels. */
function freeText(levels: readonly string[]): string {
  const taken = new Set(levels)
  let text = ''
  for (let count = 1; taken.has(text); count++) text = count === 1 ? '(missing)' : `(missing ${count})`
  return text
}
