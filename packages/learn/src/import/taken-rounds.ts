import { badModelFile } from './bad-model-file.ts'
import type { ForeignModel, Rounds } from './foreign-model.ts'

/**
 * The trees of the rounds that are asked for.
 *
 * @param ends [rounds] trees up to and with each round
 * @throws LearnError `bad_model_file`: more rounds than there are, or the best where the file does not say which
 */
export function takenRounds({ ends, rounds, best }: { ends: readonly number[]; rounds: Rounds; best?: number | undefined }): {
  readonly trees: number
  readonly said: ForeignModel['rounds']
} {
  const inFile = ends.length
  const used = rounds === 'all' ? inFile : rounds === 'best' ? best : rounds
  if (used === undefined) throw badModelFile('it does not say how many rounds were best', 'Import all rounds, or say how many')
  if (!(Number.isInteger(used) && used >= 0 && used <= inFile)) {
    throw badModelFile(
      `${rounds === 'best' ? `it says that ${used} rounds were best` : `${used} rounds were asked for`}, and it has ${inFile}`,
    )
  }
  return { trees: used === 0 ? 0 : ends[used - 1], said: { used, inFile, ...(best !== undefined && { best }) } }
}
