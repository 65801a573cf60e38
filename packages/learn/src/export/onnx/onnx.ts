import type { FormulaProgram } from '../program.ts'
import type { RawValues } from '../raw-values.ts'
import { writeModel } from './graph.ts'
import { graphOfProgram } from './graph-of-program.ts'
import { onnxInputs } from './onnx-inputs.ts'

export interface OnnxOptions extends RawValues {
  /** What the file tells besides: of which model it is, for instance. `task`, `classes` and `inputs` are told anyway. */
  readonly metadata?: Readonly<Record<string, string>>
}

/**
 * A program as an ONNX file: preparation, model and calibration in one graph, in doubles but for sums of float32.
 *
 * Inputs, one for each column (`onnxInputs` names them), [n, 1]: doubles, NaN is missing; or texts, where a text that is no level is
 * unseen. Outputs: `probabilities` [n, k] and `label` [n], the name of the most likely class, the first among equals; or `value`
 * [n, 1]. The numbers are those of `forecast` to 1e-9; where `forecast` refuses a row, they may be anything.
 *
 * The metadata hold the task's kind as `task`, and as JSON its `classes` and the `inputs` that `onnxInputs` gives.
 *
 * @throws LearnError `not_exportable`: no inputs, a level or class with a NUL or half a surrogate pair, or more than 2 GiB
 */
export function writeOnnx(program: FormulaProgram, { missing, metadata = {} }: OnnxOptions): Uint8Array {
  const { task } = program
  const inputs = onnxInputs(program, { missing })
  return writeModel(graph => graphOfProgram(graph, program, inputs), {
    ...metadata,
    task: task.kind,
    ...(task.kind !== 'regression' && { classes: JSON.stringify(task.classes) }),
    inputs: JSON.stringify(inputs),
  })
}
