import { type Static, Type } from 'typebox'
import { ProblemPlace } from './problem.ts'

export const UploadQuery = Type.Object(
  {
    synthetic: Type.Optional(
      Type.Union([Type.Literal('true'), Type.Literal('false')], {
        description: 'Say true when the file holds invented students (headway generate). They never join real ones.',
      }),
    ),
  },
  { additionalProperties: false },
)

/** The form of an upload. For the description only: its file is read as it comes, never held in memory as a value. */
export const UploadForm = Type.Object(
  {
    file: Type.Unsafe<unknown>({ type: 'string', format: 'binary', description: 'A .csv or .xlsx file, up to 50 MB.' }),
    codebook: Type.Optional(
      Type.Unsafe<unknown>({ type: 'string', format: 'binary', description: 'What its columns mean: a datapackage.json, up to 1 MB.' }),
    ),
  },
  { examples: [{ file: 'students.csv', codebook: 'datapackage.json' }] },
)

export const ConflictAnswer = Type.Object({
  key: Type.Record(Type.String(), Type.String()),
  columns: Type.Array(Type.String(), { description: 'Where the new row differs from the one that is held.' }),
  line: Type.Integer({ description: 'In the file that was sent.' }),
})
export type ConflictAnswer = Static<typeof ConflictAnswer>

/** What an upload did, row by row in counts; nothing is dropped in silence. */
export const UploadAnswer = Type.Object(
  {
    message: Type.String(),
    dataset: Type.String(),
    version: Type.Integer(),
    rows: Type.Integer({ description: 'Rows in the dataset now.' }),
    added: Type.Integer(),
    identical: Type.Integer(),
    conflicting: Type.Integer(),
    refused: Type.Integer(),
    conflicts: Type.Array(ConflictAnswer, { description: 'At most 100.' }),
    refusals: Type.Array(ProblemPlace, { description: 'At most 100.' }),
    retired_demo: Type.Boolean({ description: 'True when these first real records put the demo model out of work.' }),
    synthetic: Type.Boolean(),
  },
  {
    examples: [
      {
        message: '145 rows added. The demo model has been retired; train on these records with POST /api/retrain.',
        dataset: 'dat_8c1f0a7e9b3d',
        version: 1,
        rows: 145,
        added: 145,
        identical: 0,
        conflicting: 0,
        refused: 0,
        conflicts: [],
        refusals: [],
        retired_demo: true,
        synthetic: false,
      },
    ],
  },
)
export type UploadAnswer = Static<typeof UploadAnswer>
