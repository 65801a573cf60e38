import type { TrainOptions } from '@headway/campus'
import { UsageError } from './command.ts'
import { wholeNumber } from './options.ts'

/** The options about lists of students, of `train` and `evaluate`. */
export const listingOptions = {
  list: { type: 'string' },
  refits: { type: 'string' },
  overrule: { type: 'string' },
  by: { type: 'string' },
} as const

export const listingUsage = `
    --list <n>           how many students staff can help: the model must beat every simple rule in a list of n (default: 10 %)
    --refits <n>         fit again n times on other students, to see whether the list stays the same
                         (default 20 up to 1,000 rows, otherwise not)
    --overrule <reason>  use the model although it does not beat every simple rule; the reason is kept in the report, with --by <name>`

export interface ListingValues {
  readonly list?: string | undefined
  readonly refits?: string | undefined
  readonly overrule?: string | undefined
  readonly by?: string | undefined
  readonly 'keep-suspect'?: readonly string[] | undefined
  readonly quick: boolean
}

/** @throws UsageError */
export function listing(values: ListingValues, rows: number): Pick<TrainOptions, 'listLength' | 'refits' | 'overrule'> {
  const { overrule: reason, by, 'keep-suspect': kept = [] } = values
  if (reason === undefined ? by !== undefined && kept.length === 0 : by === undefined)
    throw new UsageError('Say both why and who: --overrule <reason> --by <name>. They are kept in the report.')
  return {
    refits: values.refits !== undefined ? wholeNumber('refits', values.refits, 0, 1000) : values.quick || rows > 1000 ? 0 : 20,
    ...(values.list !== undefined && { listLength: wholeNumber('list', values.list, 1, rows) }),
    ...(reason !== undefined && by !== undefined && { overrule: { reason, by } }),
  }
}
