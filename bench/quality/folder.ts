import { join, resolve } from 'node:path'

const bench = resolve(import.meta.dirname, '..')
const data = process.env['HEADWAY_DATA'] ?? resolve(bench, '..', '..', 'shared', 'data')

/** Where the bench reads and writes. */
export const folder = {
  bench,
  docs: resolve(bench, '..', 'docs'),
  data,
  folds: join(resolve(data, '..', 'reference'), 'folds'),
} as const
