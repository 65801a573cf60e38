import type { Row } from '../result.ts'
import { groupFigures } from './analytic/group-figures.ts'
import { classFigures, levelMetrics, otherMetrics } from './analytic/level-metrics.ts'
import { likeThisBands } from './analytic/like-this.ts'
import { lists } from './analytic/lists.ts'
import { coverageOfSets, splitConformal } from './analytic/sets.ts'
import { calibration, line, wilson } from './analytic/shares.ts'
import { honestColumnsSuspected, plantedLeakage } from './leakage.ts'
import { plantedGap } from './planted-gap.ts'
import { crowdedPool, type Pool } from './pool.ts'
import { crossConformal } from './refitted/conformal.ts'
import { repeatedFolds } from './refitted/folds.ts'
import { growing } from './refitted/growing.ts'
import { leaderboard } from './refitted/leaderboard.ts'

/** How often what needs no fit is simulated, and what does. */
export const TIMES = { analytic: 1000, refitted: 200 } as const

const { analytic, refitted } = TIMES

/** Every part of the bench by its name, the longest first. A part's rows carry its name. */
export const tasks: Readonly<Record<string, (task: string, pool: Pool) => Row[]>> = {
  'refitted: learning curve': (task, pool) => growing(task, pool, 300, refitted),
  'refitted: folds': (task, pool) => repeatedFolds(task, pool, 200, refitted),
  'metrics: 600 students': (task, pool) => levelMetrics(task, pool, [600], analytic),
  'lists: generated': (task, pool) => lists(task, pool, [150, 600], analytic),
  'groups: gap 0': task => plantedGap(task, 0, refitted),
  'groups: gap 0.5': task => plantedGap(task, 0.5, refitted),
  'groups: gap 1': task => plantedGap(task, 1, refitted),
  'leakage: honest columns, week 0': task => honestColumnsSuspected(task, 0, 100),
  'leakage: honest columns, week 4': task => honestColumnsSuspected(task, 4, 100),
  'leakage: honest columns, week 8': task => honestColumnsSuspected(task, 8, 100),
  'leakage: honest columns, week 12': task => honestColumnsSuspected(task, 12, 100),
  'leakage: planted': task => plantedLeakage(task, 200),
  'refitted: leaderboard': (task, pool) => leaderboard(task, pool, 200, refitted),
  'like this': (task, pool) => likeThisBands(task, [pool, crowdedPool()], analytic),
  'metrics: 150 students': (task, pool) => levelMetrics(task, pool, [150], analytic),
  'metrics: three rows a student': task => levelMetrics(task, crowdedPool(), [100], analytic),
  'metrics: grades and scores': task => otherMetrics(task, analytic),
  'lists: three rows a student': task => lists(task, crowdedPool(), [100], analytic),
  'sets: measured in the test term': (task, pool) => coverageOfSets(task, [pool, crowdedPool()], analytic),
  'group figures: generated': (task, pool) => groupFigures(task, pool, [300, 1000], analytic),
  'group figures: three rows a student': task => groupFigures(task, crowdedPool(), [200], analytic),
  'sets: split': (task, pool) => splitConformal(task, pool, analytic),
  'refitted: sets': (task, pool) => crossConformal(task, pool, 150, refitted),
  'shares: calibration bins': (task, pool) => calibration(task, [pool, crowdedPool()], analytic),
  'shares: calibration line': (task, pool) => line(task, [pool, crowdedPool()], analytic),
  'metrics: by class': (task, pool) => classFigures(task, [pool, crowdedPool()], analytic),
  'shares: Wilson': task => wilson(task, analytic),
}
