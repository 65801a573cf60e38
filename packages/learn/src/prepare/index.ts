import type { Rebalancer, Step } from '../recipe.ts'

/** Every preparation step, by the name a recipe uses. A new one: its file, its test, one line here. */
export const steps: Readonly<Record<string, Step>> = {}

/** Every way to change the rows that are learned from. */
export const rebalancers: Readonly<Record<string, Rebalancer>> = {}
