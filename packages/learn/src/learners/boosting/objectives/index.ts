import type { TaskKind } from '../../../task.ts'
import { binary } from './binary.ts'
import { multiclass } from './multiclass.ts'
import type { ObjectiveKind } from './objective.ts'
import { ordinal } from './ordinal.ts'
import { squared } from './squared.ts'

/** What boosting lowers for each task. */
export const objectives: Readonly<Record<TaskKind, ObjectiveKind>> = { binary, multiclass, ordinal, regression: squared }
