import { badModelFile } from './bad-model-file.ts'
import type { ForeignModel, Rounds } from './foreign-model.ts'
import { readLightgbm } from './lightgbm/read-lightgbm.ts'
import { readXgboost } from './xgboost/read-xgboost.ts'

/** 2²⁷ characters, about a million nodes: bundles may have half as many characters, and take about as many for a node. */
const LONGEST = 0x800_0000

/**
 * A model that XGBoost saved as JSON or LightGBM as text, from the text of its file. The text may be anybody's: the work ends in time
 * and memory that grow with its length, with a model or an error that says what is wrong.
 *
 * @throws LearnError `bad_model_file`: neither of the two, damaged, too long, or of a kind that is not read (each says what to do);
 *   `bad_param`: rounds that are no number of rounds
 */
export function readModelFile(text: string, { rounds = 'all' }: { readonly rounds?: Rounds } = {}): ForeignModel {
  if (text.length > LONGEST) throw badModelFile(`it may have ${LONGEST} characters, got ${text.length}`, 'Train fewer or smaller trees')
  const start = text.slice(0, 2)
  if (/^\{[\p{Lu}ilm#$]/u.test(start) || text.startsWith('binf') || text.startsWith('bs64'))
    throw badModelFile("it is XGBoost's binary format", "Save it as JSON: booster.save_model('model.json')")
  if (text.includes('\uFFFD') || text.includes('\0')) throw badModelFile('it is not UTF-8 text')
  if (/^\s*\{/.test(text.slice(0, 100))) return readXgboost(text, rounds)
  if (/^tree\r?\n/.test(text)) return readLightgbm(text, rounds)
  throw badModelFile(
    `it begins with ${JSON.stringify(text.slice(0, 20))}`,
    "Give what XGBoost wrote by save_model('model.json'), or LightGBM by save_model('model.txt')",
  )
}
