import { circumstances } from './circumstances.ts'
import type { Family } from './family.ts'
import { manyLevels } from './many-levels.ts'
import { platformActivity } from './platform-activity.ts'
import { shortSurvey } from './short-survey.ts'
import { twoTerms } from './two-terms.ts'

/**
 * Five kinds of table that students leave behind, by who keeps it: a lecturer's survey, a registrar's terms, an admission office's
 * register, a platform's log, a year's intake with its circumstances. Together they go from 200 to 4,000 rows, from 6 to 26 columns, over
 * questions, counts, names and numbers, and over two classes, three and ordered grades. What each draws is invented, none of it measured on a
 * data set.
 */
export const families: readonly Family[] = [shortSurvey, twoTerms, manyLevels, platformActivity, circumstances]
