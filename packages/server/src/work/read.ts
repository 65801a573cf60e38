import { readFile } from 'node:fs/promises'
import { type Conflict, type Merged, mergeDatasets, type RawTable, type Refusal, readTable, recognise, uci856 } from '@headway/campus'
import type { ConflictAnswer, ProblemCode, ProblemPlace } from '@headway/contract'
import { IngestError, type IngestErrorCode, readFileToRaw } from '@headway/ingest'
import { MOST_PLACES, ProblemError } from '../problem.ts'
import { decodeDataset } from '../registry/dataset-file.ts'
import { describeDataset } from './describe-dataset.ts'
import type { ReadInput, ReadOutcome } from './tasks.ts'

/** A file's rows, read by the codebook of the data set they join, or else by the built-in one that has its columns. */
export async function read({ path, file, synthetic, old: text }: ReadInput): Promise<ReadOutcome> {
  const old = text === undefined ? undefined : decodeDataset(text)
  const { raw, refused: unread } = await rawOf(path, file)
  const codebook = old?.codebook ?? recognise(raw.names) ?? uci856
  const { dataset, lines, refused, identical } = readTable(codebook, raw, { synthetic })
  const merged: Merged = old ? mergeDatasets(old, dataset) : { dataset, added: dataset.table.rows, identical: 0, conflicts: [] }
  const refusals = [...unread, ...refused].sort((a, b) => a.line - b.line)
  return {
    dataset: merged.added > 0 ? describeDataset(merged.dataset) : undefined,
    added: merged.added,
    identical: merged.identical + identical,
    conflicting: merged.conflicts.length,
    conflicts: merged.conflicts.slice(0, MOST_PLACES).map(conflict => conflictAnswer(conflict, lines)),
    refused: refusals.length,
    refusals: refusals.slice(0, MOST_PLACES).map(placeOf),
  }
}

async function rawOf(path: string, name: string): Promise<{ readonly raw: RawTable; readonly refused: readonly Refusal[] }> {
  try {
    return await readFileToRaw({ name, bytes: await readFile(path) })
  } catch (error) {
    if (!(error instanceof IngestError)) throw error
    throw new ProblemError(byIngestCode[error.code] ?? 'bad_file', error.message, { cause: error })
  }
}

/** What is not listed is a file that is no table. */
const byIngestCode: Readonly<Partial<Record<IngestErrorCode, ProblemCode>>> = {
  file_too_large: 'too_large',
  zip_bomb: 'too_large',
  header_only: 'no_rows',
  no_usable_rows: 'no_rows',
  duplicate_header: 'wrong_columns',
  too_many_columns: 'wrong_columns',
}

function conflictAnswer({ key, columns, addedRow }: Conflict, lines: Int32Array): ConflictAnswer {
  return {
    key: Object.fromEntries(key.map(({ column, value }) => [column, value])),
    columns: columns.map(({ column }) => column),
    line: lines[addedRow]!,
  }
}

function placeOf({ file, line, column, expected, got, remedy }: Refusal): ProblemPlace {
  return { file, line, ...(column !== undefined && { column }), expected, got, remedy }
}
