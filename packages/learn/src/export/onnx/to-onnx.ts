import { canonicalJson } from '../../bundle/canonical-json.ts'
import { sha256 } from '../../bundle/sha256.ts'
import type { FittedRecipe } from '../../recipe.ts'
import { lowerRecipe } from '../lower.ts'
import { writeOnnx } from './graph.ts'
import { graphOfProgram } from './graph-of-program.ts'
import { onnxInputs } from './onnx-inputs.ts'

/**
 * A fitted recipe as an ONNX file: preparation, model and calibration in one graph, all in doubles.
 *
 * Inputs, one for each column (`onnxInputs` names them), [n, 1]: doubles, NaN is missing; or texts, where a text that is no level is
 * unseen, and the empty text is missing unless it is a level. Outputs: `probabilities` [n, k] and `label` [n], the name of the most
 * likely class, the first among equals; or `value` [n, 1]. The numbers are those of `forecast` to 1e-9; where `forecast` refuses a
 * row, they may be anything.
 *
 * The file's metadata: `task`; `classes` and `inputs` as JSON; `recipe_sha256`, the hash of the recipe's canonical JSON.
 *
 * @throws LearnError `not_exportable`: a part that has no formula, no inputs, a level or class with a NUL or half a surrogate pair, or
 * more than 2 GiB
 */
export function toOnnx(fitted: FittedRecipe): Uint8Array {
  const { task } = fitted
  const program = lowerRecipe(fitted)
  const inputs = onnxInputs(fitted)
  return writeOnnx(graph => graphOfProgram(graph, program, inputs, task), {
    task: task.kind,
    ...(task.kind !== 'regression' && { classes: JSON.stringify(task.classes) }),
    inputs: JSON.stringify(inputs),
    recipe_sha256: sha256(canonicalJson(fitted)),
  })
}
