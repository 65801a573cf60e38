/** Why an enrolment of a running section has no forecast. */
export type NoForecast =
  | 'withdrawn'
  | 'registered after the moment'
  | 'not registered yet'
  | 'before the first trained moment'
  | 'the outcome is known'

/** What is known of one enrolment on the date; days of term. */
export interface Standing {
  readonly registered: number // NaN: not recorded
  readonly withdrawn: number // NaN: did not
  readonly today: number
  readonly moment: number | undefined // the latest trained one that is not after today
  readonly outcomeOut: boolean
}

/** Undefined: a forecast can be made. The first of several reasons. */
export function reasonForNone({ registered, withdrawn, today, moment, outcomeOut }: Standing): NoForecast | undefined {
  if (outcomeOut) return 'the outcome is known'
  if (withdrawn <= today) return 'withdrawn'
  if (registered > today) return 'not registered yet'
  if (moment === undefined) return 'before the first trained moment'
  return registered > moment ? 'registered after the moment' : undefined
}

export interface Coverage {
  readonly what: string
  readonly rows: number
}

/** How many lines have each: sums to their number. */
export function coverageOf(lines: readonly { readonly none?: NoForecast; readonly moment?: string }[]): Coverage[] {
  const counts = new Map<string, number>()
  for (const { none, moment } of lines) {
    const what = none ?? `forecast as of ${moment}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(([what, rows]) => ({ what, rows })).sort((a, b) => b.rows - a.rows || (a.what < b.what ? -1 : 1))
}
