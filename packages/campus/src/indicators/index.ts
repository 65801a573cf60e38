import { activeDays } from './active-days.ts'
import { daysSinceActivity } from './days-since-activity.ts'
import type { Indicator } from './indicator.ts'

/** Every indicator that is computed from events, submissions and earlier terms. A new one: its file, one line here. */
export const indicators: readonly Indicator[] = [activeDays, daysSinceActivity]
