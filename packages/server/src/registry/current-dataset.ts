import type { Dataset } from '@headway/campus'
import type { Blobs } from '../blobs.ts'
import type { Queries } from '../db/open.ts'
import { ProblemError } from '../problem.ts'
import { textOf } from '../serving/load-standing.ts'
import { decodeDataset } from './dataset-file.ts'
import { activeDataset } from './datasets.ts'

/** Opens the newest version of the records at work, and keeps the last one that was opened. */
export function currentDatasetIn(queries: Queries, blobs: Blobs): () => Promise<Dataset> {
  let last: { readonly blob: string; readonly dataset: Dataset } | undefined
  return async () => {
    const active = await activeDataset(queries)
    if (!active) throw new ProblemError('no_data', 'There are no records yet. Upload past students: POST /api/upload.')
    if (last?.blob !== active.blob) last = { blob: active.blob, dataset: decodeDataset(await textOf(blobs, active.blob)) }
    return last.dataset
  }
}
