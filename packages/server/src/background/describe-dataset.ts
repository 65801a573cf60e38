import type { Dataset } from '@headway/campus'
import { encodeDataset } from '../registry/dataset-file.ts'
import type { DatasetText } from './tasks.ts'

export function describeDataset(dataset: Dataset): DatasetText {
  return { text: encodeDataset(dataset), name: dataset.codebook.title, hash: dataset.hash, rows: dataset.table.rows }
}
