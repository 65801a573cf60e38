import { type Codebook, isInput, uci856 } from '@headway/campus'
import { createRandom } from '@headway/learn'

export interface StudentsOptions {
  readonly rows: number
  readonly seed?: number
  /** The number of the first student; others are made by other numbers. */
  readonly from?: number
  /** Ids that `headway generate` would give. */
  readonly synthetic?: boolean
}

/** A CSV of invented students in the UCI 856 schema whose grade rises with cumulative GPA, with noise. */
export function studentsCsv(options: StudentsOptions): string {
  return csvOf(
    uci856.fields.map(f => f.name),
    studentRows(options),
  )
}

export function studentRows({ rows, seed = 1, from = 1, synthetic = false }: StudentsOptions): string[][] {
  const random = createRandom(seed)
  const pick = (n: number) => Math.floor(random.next() * n)
  return Array.from({ length: rows }, (_, i) => {
    const gpa = pick(5)
    return uci856.fields.map(({ name, scale }) => {
      if (scale.kind === 'identifier') return synthetic ? `SYN${String(from + i).padStart(6, '0')}` : `STUDENT${from + i}`
      if (!('codes' in scale)) return '1'
      if (name === 'GRADE') return String(Math.min(7, Math.max(0, gpa + pick(4))))
      return scale.codes[name === 'CUML_GPA' ? gpa : pick(scale.codes.length)]!.value
    })
  })
}

export function csvOf(names: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[names, ...rows].map(cells => cells.join(',')).join('\n')}\n`
}

/** Thirty inputs, one valid code each. */
export function inputsOf(codebook: Codebook = uci856): number[] {
  return codebook.fields.filter(f => isInput(f) && !f.optional).map(({ scale }) => ('codes' in scale ? Number(scale.codes[0]!.value) : 1))
}
