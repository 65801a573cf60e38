import type { Candidate, DeriveParams } from '@headway/learn'
import { type Field, fieldOf } from '../codebook/codebook.ts'
import type { Frame } from './frame.ts'

/**
 * What step `derive` is told about a question's columns: counts that are part of others and measures across terms as the codebook
 * marks them, and the course whose mean every quantity is compared with. Only columns that the question leaves in. What the codebook
 * does not mark, the step finds inside the training part.
 *
 * @returns undefined where nothing can be derived: no two quantities, nor a course and one
 */
export function derivations({ question, dataset: { codebook } }: Pick<Frame, 'question' | 'dataset'>): Partial<DeriveParams> | undefined {
  const fields = question.indicators.map(name => fieldOf(codebook, name))
  const quantities = fields.filter(field => field.scale.kind === 'quantity')
  const names = quantities.map(field => field.name)
  const course = fields.find(field => field.role === 'course' && 'codes' in field.scale)
  if (names.length < (course ? 1 : 2)) return undefined
  const shares = quantities.flatMap(({ name, boundedBy }) =>
    boundedBy !== undefined && names.includes(boundedBy) ? [{ part: name, whole: boundedBy }] : [],
  )
  return { shares, measures: measuresIn(quantities), relativeTo: course ? { by: course.name, columns: names } : null, find: true }
}

/** The same recipe on derived indicators as well; none where nothing can be derived. Half a step less simple than its family. */
export function withDerived(frame: Frame): (candidate: Candidate) => readonly Candidate[] {
  const params = derivations(frame)
  if (!params) return () => []
  return ({ name, complexity, recipe }) => [
    {
      name: `${name}, derived indicators`,
      complexity: complexity + 0.5,
      recipe: { ...recipe, steps: [{ kind: 'derive', params: { ...params } }, ...recipe.steps] },
    },
  ]
}

function measuresIn(quantities: readonly Field[]): DeriveParams['measures'] {
  const marked = quantities.flatMap(({ name, measure }) => (measure ? [{ column: name, ...measure }] : []))
  return [...new Set(marked.map(({ name }) => name))].flatMap(name => {
    const terms = marked.filter(m => m.name === name).sort((a, b) => a.at - b.at)
    return terms.length > 1 ? [{ name, columns: terms.map(({ column }) => column) }] : []
  })
}
