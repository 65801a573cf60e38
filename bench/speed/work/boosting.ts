import { learners } from '@headway/learn'

export const boosting = learners['boosting']!
