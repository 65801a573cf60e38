import { LearnError } from '../errors.ts'

/** What is wrong with a model file, and what to do: by default, to save it again. */
export function badModelFile(what: string, remedy = 'Save the model again with the library that trained it', cause?: unknown): LearnError {
  return new LearnError('bad_model_file', `This is no model file to import: ${what}. ${remedy}.`, { cause })
}
