/** Every way a file can be refused as a whole. The code is stable; the message is for people. */
export type IngestErrorCode =
  | 'no_file'
  | 'empty_file'
  | 'header_only'
  | 'no_usable_rows'
  | 'file_too_large'
  | 'line_too_long'
  | 'too_many_columns'
  | 'duplicate_header'
  | 'unclosed_quote'
  | 'binary_file'
  | 'html_file'
  | 'zip_file'
  | 'zip_bomb'
  | 'old_excel_file'
  | 'bad_workbook'
  | 'bad_dataset_file'
  | 'cannot_write'
  | 'ambiguous_dates'
  | 'bad_mapping'
  | 'no_preset'
  | 'wrong_columns'
  | 'damaged_file'
  | 'no_calendar'
  | 'aborted'

/** The one error class of this package: which file, what was expected, what came, what to do; with a code that docs/errors.md explains. */
export class IngestError extends Error {
  override readonly name = 'IngestError'
  readonly code: IngestErrorCode
  readonly file: string

  constructor(code: IngestErrorCode, file: string, message: string, options?: ErrorOptions) {
    super(`${file}: ${message}`, options)
    this.code = code
    this.file = file
  }
}
