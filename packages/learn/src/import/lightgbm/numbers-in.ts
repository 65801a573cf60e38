import { badModelFile } from '../bad-model-file.ts'
import type { Section } from './sections.ts'

/**
 * The numbers of a line, with spaces between them.
 *
 * @param length how many there must be; absent: any number
 * @throws LearnError `bad_model_file`
 */
export function numbersIn(section: Section, name: string, where: string, length?: number): number[] {
  const line = section.get(name)
  if (line === undefined) throw badModelFile(`${where} has no ${name}`)
  const words = line.trim() === '' ? [] : line.trim().split(/ +/)
  if (length !== undefined && words.length !== length) throw badModelFile(`${where} has ${words.length} ${name}, expected ${length}`)
  return words.map(word => {
    const value = Number(word)
    if (Number.isFinite(value)) return value
    throw badModelFile(`${where} has ${JSON.stringify(word.slice(0, 40))} among its ${name}, expected a number`)
  })
}

/** @throws LearnError `bad_model_file` unless the line is one whole number in [low, high] */
export function wholeIn(section: Section, name: string, where: string, low: number, high: number): number {
  const [value] = numbersIn(section, name, where, 1)
  if (Number.isInteger(value) && value >= low && value <= high) return value
  throw badModelFile(`${where} says ${name}=${value}, expected a whole number from ${low} to ${high}`)
}
