import { CampusError, type CampusErrorCode } from '@headway/campus'
import type { ProblemCode } from '@headway/contract'
import { LearnError, type LearnErrorCode } from '@headway/learn'
import { ProblemError } from './problem.ts'

/** What the pure packages refuse, as it looks on the wire. The compiler asks for every code. */
const fromCampus: Readonly<Record<CampusErrorCode, ProblemCode>> = {
  bad_codebook: 'bad_file',
  bad_plot: 'bad_plot',
  unknown_column: 'unknown_column',
  unknown_code: 'unknown_code',
  out_of_range: 'out_of_range',
  wrong_type: 'wrong_type',
  wrong_length: 'wrong_length',
  bad_question: 'bad_question',
  one_class: 'one_class',
  too_few_rows: 'too_few_rows',
  no_rows: 'no_rows',
  bad_bundle: 'internal',
  other_codebook: 'wrong_columns',
  missing_column: 'wrong_columns',
  duplicate_column: 'wrong_columns',
  mixed_datasets: 'synthetic_and_real',
}

const fromLearn: Readonly<Partial<Record<LearnErrorCode, ProblemCode>>> = {
  too_few_rows: 'too_few_rows',
  metric_undefined: 'bad_data',
  aborted: 'cancelled',
}

/** A refusal of ours, whichever package it comes from; nothing for a bug. */
export function refusalOf(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error
  if (diskIsFull(error))
    return new ProblemError('disk_full', 'There is no room left on the disk of this server. Nothing was changed.', { cause: error })
  const code = codeOf(error)
  if (code === undefined || code === 'internal') return undefined
  return new ProblemError(code, (error as Error).message, { cause: error })
}

function codeOf(error: unknown): ProblemCode | undefined {
  if (error instanceof CampusError) return fromCampus[error.code]
  if (error instanceof LearnError) return fromLearn[error.code]
  return undefined
}

export function diskIsFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === 13) // 13: SQLITE_FULL
}
