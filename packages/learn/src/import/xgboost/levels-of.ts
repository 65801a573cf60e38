import { shape } from '../../bundle/shape.ts'
import { badModelFile } from '../bad-model-file.ts'

interface Encoded {
  readonly values: readonly number[]
  readonly offsets?: readonly number[]
}

const encodings = shape.atLeast<{ enc: Encoded[] }>({
  enc: shape.list(
    shape.atLeast<Encoded>({
      values: shape.list(shape.number()),
      offsets: shape.optional(shape.list(shape.whole(0))),
    }),
  ),
})

/**
 * What the codes of each feature stood for in training, which XGBoost keeps since 3.1 of levels that came from a data frame: texts as
 * UTF-8 bytes with offsets, numbers as they are. Nothing for a feature without levels.
 *
 * @param cats the member `cats` of a model of trees
 * @throws LearnError `bad_model_file`: another shape, offsets that fall or end beyond the bytes, bytes that are not UTF-8
 * @returns [features], or [] where the file holds none
 */
export function levelsOf(cats: unknown): (readonly string[] | undefined)[] {
  if (cats === undefined) return []
  const wrong = encodings(cats)
  if (wrong !== undefined) throw badModelFile(`its categories${wrong}`)
  return (cats as { enc: Encoded[] }).enc.map(({ values, offsets }, feature) => {
    if (values.length === 0) return undefined
    if (!offsets) return values.map(String)
    // offsets that rise: however many there are, the texts hold no more than is listed
    if (offsets.some((end, i) => end < (i === 0 ? 0 : offsets[i - 1]) || end > values.length))
      throw badModelFile(`the categories of feature ${feature} have offsets that do not rise from 0 to its ${values.length} bytes`)
    return offsets.slice(1).map((end, i) => textOf(values.slice(offsets[i], end), feature))
  })
}

function textOf(bytes: readonly number[], feature: number): string {
  try {
    return decodeURIComponent(bytes.map(byte => `%${(byte & 255).toString(16).padStart(2, '0')}`).join(''))
  } catch (cause) {
    throw badModelFile(`a category of feature ${feature} is not UTF-8`, undefined, cause)
  }
}
