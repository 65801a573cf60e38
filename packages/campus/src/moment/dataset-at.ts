import { canonicalJson, categoricalColumn, columnOf, numericColumn, sha256, table, takeRows } from '@headway/learn'
import type { Codebook, Field } from '../codebook/codebook.ts'
import { encodeCodebook } from '../codebook/datapackage.ts'
import type { Dataset } from '../dataset.ts'
import { indicatorsFor } from '../indicators/index.ts'
import type { Indicator } from '../indicators/indicator.ts'
import type { Records } from '../records/records.ts'
import { cut, type Delays, type Exclusion, outcomeKnown } from './cut.ts'
import { type Moment, momentName } from './moment.ts'

/** The records at one moment as one flat dataset: a row per enrolment in the population, a column per attribute and indicator. */
export interface MomentDataset {
  readonly dataset: Dataset
  readonly moment: Moment
  readonly delays: Delays
  readonly enrolment: Int32Array // [rows] positions in the records
  /** Days since 1970: the row's prediction moment, and when its outcome is out. */
  readonly today: Float64Array // [rows]
  readonly outcomeKnown: Float64Array // [rows]
  readonly exclusions: readonly Exclusion[]
  readonly assumptions: readonly string[]
}

/**
 * Cuts the records at the moment, then computes every indicator that the records have a source for. The codebook says of each column
 * what it means, that it is known at this moment, and whether it can still change. The outcome stands beside, for those who may see
 * it: `frame` decides.
 *
 * @throws CampusError `no_rows`
 */
export function datasetAt(records: Records, moment: Moment, delays: Delays): MomentDataset {
  const { known, exclusions } = cut(records, moment, delays)
  const { enrolments, terms, sections, synthetic, assumptions } = records
  const used = indicatorsFor(known.resourceKinds).filter(i => hasSource(records, i))
  const codebook = codebookAt(records.codebook, used, moment)
  const kept = takeRows(enrolments.table, known.enrolment)
  const cells = new Map(used.map(indicator => [indicator.name, indicator]))
  const columns = codebook.fields.map(field => {
    const indicator = cells.get(field.name)
    if (indicator) return numericColumn(field.name, indicator.compute(known))
    const column = columnOf(kept, field.name)
    return column.kind === 'numeric' ? column : categoricalColumn(column.name, column.codes, column.levels, { ordered: column.ordered })
  })
  return {
    dataset: {
      codebook,
      table: table(columns),
      hash: sha256(canonicalJson(['moment', records.hash, momentName(moment), delays.marking, delays.results, encodeCodebook(codebook)])),
      synthetic,
    },
    moment,
    delays,
    enrolment: known.enrolment,
    today: Float64Array.from(known.enrolment, (i, r) => terms[sections[enrolments.section[i]!]!.term]!.start + known.day[r]!),
    outcomeKnown: outcomeKnown(records, known.enrolment, delays),
    exclusions,
    assumptions,
  }
}

function hasSource({ activity, assessments }: Records, { needs }: Indicator): boolean {
  if (needs === 'activity') return activity.day.length > 0
  return needs === 'enrolments' || assessments.length > 0
}

function codebookAt(codebook: Codebook, used: readonly Indicator[], moment: Moment): Codebook {
  const computed = used.map((indicator): Field => {
    const { name, title, meaning, nullWhen, unit, minimum, maximum, integer, actionable, byDesign, rule, words } = indicator
    return {
      name,
      title,
      description: nullWhen === '' ? meaning : `${meaning} Not known: ${nullWhen}.`,
      scale: {
        kind: 'quantity',
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
        ...(integer !== undefined && { integer }),
        ...(unit !== '' && { unit }),
      },
      role: 'indicator',
      availableFrom: momentName(moment),
      actionable,
      ...(byDesign && { byDesign }),
      ...(rule !== undefined && { rule }),
      words,
    }
  })
  const target = codebook.fields.filter(f => f.role === 'target')
  return { ...codebook, fields: [...codebook.fields.filter(f => f.role !== 'target'), ...computed, ...target] }
}
