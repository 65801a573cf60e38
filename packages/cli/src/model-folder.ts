import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bundle, CampusError, decodeModel } from '@headway/campus'
import { LearnError } from '@headway/learn'
import { type Io, UsageError } from './command.ts'

/** How the models of a folder are called: "week-8.model.json". */
export const MODEL_FILE = '.model.json'

/**
 * Every model of a folder that `train --dataset` wrote, one per moment, in the order of their names.
 *
 * @throws UsageError where the folder is none or holds no model; CampusError `bad_bundle` with the name of the file
 */
export async function readModels(folder: string, io: Io): Promise<Bundle[]> {
  const names = await readdir(folder).catch(() => undefined)
  if (!names) throw new UsageError(`${folder} is no folder of models. Give what train --dataset … --out <folder> wrote.`)
  const files = names.filter(name => name.endsWith(MODEL_FILE)).sort()
  if (files.length === 0)
    throw new UsageError(`There is no model in ${folder}: expected files called <moment>${MODEL_FILE}. Train them with train --dataset.`)
  return Promise.all(files.map(async name => decoded(await io.readFile(join(folder, name)), join(folder, name))))
}

/** What is wrong with a model says of which file it speaks: a folder has many. */
function decoded(text: string, file: string): Bundle {
  try {
    return decodeModel(text)
  } catch (error) {
    if (!(error instanceof LearnError || error instanceof CampusError)) throw error
    throw new CampusError('bad_bundle', `${file}: ${error.message}`, { cause: error })
  }
}
