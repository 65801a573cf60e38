/** Every way this package can refuse. The code is stable; the message is for people. */
export const campusErrorCodes = [
  'bad_codebook',
  'unknown_column',
  'missing_column',
  'duplicate_column',
  'unknown_code',
  'out_of_range',
  'wrong_type',
  'wrong_length',
  'bad_question',
  'one_class',
  'too_few_rows',
  'no_rows',
  'bad_bundle',
  'other_codebook',
  'mixed_datasets',
  'bad_plot',
] as const

export type CampusErrorCode = (typeof campusErrorCodes)[number]

/** The one error class of this package: expected, got, what to do; with a code that docs/errors.md explains. */
export class CampusError extends Error {
  override readonly name = 'CampusError'
  readonly code: CampusErrorCode

  constructor(code: CampusErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
