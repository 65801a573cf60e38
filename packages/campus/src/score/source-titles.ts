import { derivationsOf, type FittedRecipe } from '@headway/learn'
import { type Codebook, fieldOf } from '../codebook/codebook.ts'
import { derivedTitle } from './derived-words.ts'

/** What people call each source of a model's columns: an input by its title, a derived one in words made of its inputs' titles. */
export function sourceTitles(codebook: Codebook, fitted: FittedRecipe): (source: string) => string {
  const derivations = derivationsOf(fitted)
  const titles = new Map(derivations.map(derivation => [derivation.name, derivedTitle(derivation, codebook, derivations)]))
  return source => titles.get(source) ?? fieldOf(codebook, source).title
}
