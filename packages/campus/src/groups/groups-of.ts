import type { OutOfFold } from '@headway/learn'
import type { Frame } from '../train/frame.ts'
import { type AuditOptions, auditForecasts, type GroupAudit } from './audit-groups.ts'
import { heldOutEvent } from './held-out-event.ts'
import { leftOutOf, traitsOf } from './traits-of.ts'

/**
 * The group audit of held-out forecasts, by the first repeat, on a list of `length` (all its rows where it tested fewer; default: a tenth);
 * nothing where there is no event, no protected column, or too few rows.
 */
export function groupsOf(forecasts: OutOfFold, frame: Frame, options: Omit<AuditOptions, 'event'> = {}): GroupAudit | undefined {
  return groupsOfAll([forecasts], frame, options)?.[0]
}

/** The same of several procedures over one plan (without and with protected columns as inputs), all hiding the same groups. */
export function groupsOfAll(
  procedures: readonly OutOfFold[],
  frame: Frame,
  options: Omit<AuditOptions, 'event'> = {},
): GroupAudit[] | undefined {
  const held = procedures.flatMap(forecasts => heldOutEvent(forecasts, frame) ?? [])
  const [first] = held
  if (!first) return undefined
  const { dataset, rows, sample } = frame
  const traits = traitsOf(
    dataset,
    first.rows.map(i => rows[i]!),
  )
  const students = sample.groups && first.rows.map(i => sample.groups![i]!)
  return auditForecasts(
    { happened: first.happened, ...(students && { students }), traits, leftOut: leftOutOf(dataset, traits) },
    held.map(h => h.probability),
    { ...options, ...(options.length !== undefined && { length: Math.min(options.length, first.rows.length) }), event: first.name },
  )
}
