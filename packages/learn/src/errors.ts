/** Every way the library can refuse. The code is stable; the message is for people. */
export const learnErrorCodes = [
  'shape_mismatch',
  'bad_param',
  'bad_plan',
  'group_leak',
  'metric_undefined',
  'not_finite',
  'unknown_column',
  'unknown_kind',
  'wrong_column_kind',
  'wrong_task',
  'too_few_rows',
  'bad_bundle',
  'out_of_memory',
  'no_threads',
  'worker_died',
  'not_exportable',
  'bad_model_file',
  'trained_elsewhere',
  'aborted',
] as const

export type LearnErrorCode = (typeof learnErrorCodes)[number]

/** The one error class of this package: expected, got, what to do; with a code that docs/errors.md explains. */
export class LearnError extends Error {
  override readonly name = 'LearnError'
  readonly code: LearnErrorCode

  constructor(code: LearnErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
