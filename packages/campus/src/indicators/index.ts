import { activeDays } from './active-days.ts'
import { beforeTerm } from './before-term.ts'
import { carriedOver } from './carried-over.ts'
import { clicks } from './clicks.ts'
import { clicksPerActiveDay } from './clicks-per-active-day.ts'
import { daysSinceActivity } from './days-since-activity.ts'
import { distinctResources } from './distinct-resources.ts'
import { earlierTerms } from './earlier-terms.ts'
import { firstActivity } from './first-activity.ts'
import { rankInSection } from './in-section.ts'
import type { Indicator } from './indicator.ts'
import { clicksAgainstMedian } from './median-ratio.ts'
import { registration } from './registration.ts'
import { regularity } from './regularity.ts'
import { resourceShares } from './resource-shares.ts'
import { scores } from './scores.ts'
import { submissions } from './submissions.ts'
import { trend } from './trend.ts'

/** Every indicator that does not depend on which kinds of resources there are. A new one: its file, one line here. */
const always: readonly Indicator[] = [
  ...activeDays,
  ...clicks,
  ...beforeTerm,
  firstActivity,
  daysSinceActivity,
  clicksPerActiveDay,
  ...distinctResources,
  ...trend,
  ...regularity,
  clicksAgainstMedian,
  ...submissions,
  ...scores,
  ...carriedOver,
  ...earlierTerms,
  ...registration,
]

/** Those that are also given as the rank within the section: amounts that differ from course to course. */
const ranked = [
  'active_days',
  'active_days_last_14',
  'clicks',
  'clicks_last_7',
  'clicks_last_14',
  'clicks_last_28',
  'clicks_before_term',
  'days_since_activity',
  'distinct_resources',
  'weeks_active_share',
  'mean_lead',
  'score_mean',
  'points_so_far',
]

/** Everything that is computed from events, submissions and earlier terms, for records with these kinds of resources. */
export function indicatorsFor(kinds: readonly string[]): readonly Indicator[] {
  return [...always, ...always.filter(i => ranked.includes(i.name)).map(rankInSection), ...resourceShares(kinds)]
}
