import type { Learner } from '../learner.ts'
import { additive } from './additive/additive.ts'
import { baseline } from './baseline/baseline.ts'
import { boosting } from './boosting/boosting.ts'
import { forest } from './forest/forest.ts'
import { imported } from './imported/imported.ts'
import { linear } from './linear/linear.ts'
import { network } from './network/network.ts'
import { stack } from './stack/stack.ts'

/** Every learner, by the name a recipe uses. A new one: its folder, its test, one line here; the suite in test/ runs over it. */
export const learners: Readonly<Record<string, Learner>> = { additive, baseline, boosting, forest, imported, linear, network, stack }
