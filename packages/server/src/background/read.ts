import { readFile } from 'node:fs/promises'
import {
  CampusError,
  type Codebook,
  type Conflict,
  decodeCodebook,
  type Merged,
  mergeDatasets,
  type RawTable,
  type Refusal,
  readTable,
  recognise,
  uci856,
} from '@headway/campus'
import type { ConflictAnswer, ProblemCode, ProblemPlace } from '@headway/contract'
import { IngestError, type IngestErrorCode, readFileToRaw } from '@headway/ingest'
import { MOST_PLACES, ProblemError } from '../problem.ts'
import { decodeDataset } from '../registry/dataset-file.ts'
import { describeDataset } from './describe-dataset.ts'
import type { ReadInput, ReadOutcome } from './tasks.ts'

/** A file's rows, read by the codebook sent with them, or that of the data set they join, or the built-in one that has their columns. */
export async function read({ path, file, codebook: sent, synthetic, old: text }: ReadInput): Promise<ReadOutcome> {
  const old = text === undefined ? undefined : decodeDataset(text)
  const { raw, refused: unread } = await rawOf(path, file)
  const codebook = sent === undefined ? (old?.codebook ?? recognise(raw.names)) : parseCodebook(sent)
  const { dataset, lines, refused, identical } = codebook ? readTable(codebook, raw, { synthetic }) : readAsBuiltIn(raw, synthetic)
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

/** Nobody has said what these columns mean: they are taken for UCI 856's, and a refusal says how to say it. */
function readAsBuiltIn(raw: RawTable, synthetic: boolean) {
  try {
    return readTable(uci856, raw, { synthetic })
  } catch (error) {
    if (!(error instanceof CampusError)) throw error
    const way =
      'npm run headway -- profile <file> --save datapackage.json, check it, give the outcome the role target, and send it along as the part codebook.'
    throw new ProblemError('wrong_columns', `${error.message} If these are other records, send their codebook with them: ${way}`, {
      cause: error,
    })
  }
}

/** @throws ProblemError `bad_file` (no JSON), `bad_question` (names no outcome); CampusError `bad_codebook` */
function parseCodebook(text: string): Codebook {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new ProblemError('bad_file', 'The codebook is not JSON. Send the datapackage.json that headway profile --save writes.', { cause })
  }
  const codebook = decodeCodebook(json)
  if (codebook.fields.some(field => field.role === 'target')) return codebook
  throw new ProblemError('bad_question', 'The codebook names no outcome. Give the column to forecast the role target (headway:role).')
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
