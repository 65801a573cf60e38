import type { OutOfFold } from '@headway/learn'
import type { GroupAudit } from '../groups/audit-groups.ts'
import { type AuditComparison, compareAudits } from '../groups/compare-audits.ts'
import type { OtherInputs } from '../train/other-inputs.ts'
import { behind } from './behind.ts'
import { estimatesOf } from './estimates.ts'
import { metricLabels } from './metric-labels.ts'
import type { Difference, Estimate } from './report.ts'

/** The model's recipe without and with protected columns as inputs, on the same rows. */
export interface ProtectedBeside {
  readonly sentence: string
  readonly columns: readonly string[] // titles of the protected columns
  readonly without: Readonly<Record<string, Estimate>> // by metric id
  readonly with: Readonly<Record<string, Estimate>>
  /** Mean loss without them minus with them, paired: above 0 they help the forecast. */
  readonly helps: Difference
}

const NAMES = ['without protected columns', 'with them'] as const

/** @param model the forecasts that the report is about; `other` has the other choice of columns */
export function protectedBeside(model: OutOfFold, other: OtherInputs, options: { seed: number; resamples: number }): ProtectedBeside {
  const { columns, withProtected } = other
  const [without, having] = inOrder(model, other.forecasts, withProtected)
  const sides = { without: estimatesOf(without, options), with: estimatesOf(having, options) }
  const helps = behind(without, having, options.seed)
  return { sentence: sentenceOf(sides, columns, withProtected, helps), columns, ...sides, helps }
}

/** Two audits that hide the same groups, first the one without protected columns. */
export function auditsBeside([model, second]: readonly GroupAudit[], { withProtected }: OtherInputs): AuditComparison | undefined {
  return model && second && compareAudits(inOrder(model, second, withProtected), NAMES)
}

function inOrder<T>(model: T, other: T, otherIsWith: boolean): readonly [T, T] {
  return otherIsWith ? [model, other] : [other, model]
}

function sentenceOf(
  { without, with: having }: Pick<ProtectedBeside, 'without' | 'with'>,
  columns: readonly string[],
  withProtected: boolean,
  { low, high }: Difference,
): string {
  const metric = ['rocAuc', 'logLoss', 'rmse'].find(id => without[id] && having[id])
  const said = (e: Estimate) => `${e.value.toFixed(3)} (${e.low.toFixed(3)} to ${e.high.toFixed(3)})`
  const figures = metric ? `: ${metricLabels[metric]!.label} ${said(having[metric]!)} with, ${said(without[metric]!)} without` : ''
  const help =
    low > 0 ? 'They help the forecast.' : high < 0 ? 'They make the forecast worse.' : 'Whether they help cannot be told from chance.'
  const tuned = withProtected ? 'chosen without them and fitted once more with them' : 'chosen with them and fitted once more without them'
  return `Protected columns as inputs (${columns.join(', ')})${figures}. ${help} The recipe is the same on both sides: ${tuned}, not tuned again.`
}
