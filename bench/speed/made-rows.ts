import { createRandom, deriveSeed, type Random, sigmoid } from '@headway/learn'

/**
 * `smooth`: normal columns; curves, products, a square. `steps`: skewed, sparse, whole and partly missing columns; jumps and
 * products of jumps. `related`: columns that share a common part, every third of them skewed, all of mean 0 and variance about 1; a sum.
 */
export type Generator = 'smooth' | 'steps' | 'related'

/** What describes generated rows wholly. */
export interface MadeSpec {
  readonly generator: Generator
  readonly rows: number
  readonly columns: number // at least 10
  readonly classes: number
  readonly seed: number
}

export interface MadeRows {
  readonly columns: readonly Float64Array[] // [d][n], missing is NaN
  readonly y: Float64Array // [n] class positions
}

/**
 * Rows whose score has one formula for every seed, so that two seeds give training and held-out rows of one world. The class is
 * floor(k · sigmoid(score + logistic noise)): with two classes, P(class 1) = sigmoid(score).
 */
export function madeRows({ generator, rows, columns: d, classes, seed }: MadeSpec): MadeRows {
  const { column, score } = generators[generator]
  const common = normals(rows, createRandom(deriveSeed(seed, 'common')))
  const columns = Array.from({ length: d }, (_, j) => column(j, rows, createRandom(deriveSeed(seed, 'column', j)), common))
  const scores = score(columns)
  const noise = createRandom(deriveSeed(seed, 'noise'))
  const y = scores.map(s => {
    const u = noise.next() + 2 ** -54
    return Math.min(classes - 1, Math.floor(classes * sigmoid(s + Math.log(u / (1 - u)))))
  })
  return { columns, y }
}

interface Made {
  column(j: number, rows: number, random: Random, common: Float64Array): Float64Array
  score(columns: readonly Float64Array[]): Float64Array
}

const generators: Readonly<Record<Generator, Made>> = {
  smooth: {
    column: (_, rows, random) => normals(rows, random),
    score: ([a, b, c, d, e, f, g, h]) =>
      a!.map(
        (x, i) =>
          1.5 * Math.sin(1.5 * x) + b![i]! * c![i]! + 0.5 * (d![i]! ** 2 - 1) + 0.7 * e![i]! * Math.abs(f![i]!) + 0.4 * (g![i]! - h![i]!),
      ),
  },
  steps: {
    column(j, rows, random) {
      const values = normals(rows, random)
      const kind = j % 5
      if (kind === 1) return values.map(z => Math.exp(1.5 * z)) // skewed
      if (kind === 2) return values.map(z => Math.max(0, z - 0.5)) // most are 0
      if (kind === 3) return values.map(z => Math.min(9, Math.max(0, Math.round(4.5 + 2 * z)))) // whole
      if (kind === 4) return values.map(z => (random.next() < 0.15 ? NaN : z)) // missing
      return values
    },
    score: ([a, skewed, sparse, whole, missing, b, skewed2, , , missing2]) =>
      a!.map(
        (x, i) =>
          1.2 * Number(x > 0.3) -
          Number(skewed![i]! > 2) +
          0.8 * Number(sparse![i]! > 0) * Number(whole![i]! > 5) +
          0.9 * Number(Number.isNaN(missing![i]!)) +
          1.1 * Number(b![i]! > 0) * Number(skewed2![i]! < 1) -
          0.7 * Number(missing2![i]! > 0.5) -
          0.5,
      ),
  },
  related: {
    column(j, rows, random, common) {
      const mixed = normals(rows, random).map((z, i) => 0.8 * z + 0.6 * common[i]!)
      return j % 3 === 2 ? mixed.map(z => (Math.exp(z) - 1.65) / 2.16) : mixed
    },
    score: columns => columns[0]!.map((_, i) => columns.reduce((sum, values, j) => sum + (((j * 7) % 11) - 5) * 0.06 * values[i]!, 0)),
  },
}

/** Box and Muller. */
function normals(n: number, random: Random): Float64Array {
  const out = new Float64Array(n)
  for (let i = 0; i < n; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()))
    const angle = 2 * Math.PI * random.next()
    out[i] = radius * Math.cos(angle)
    if (i + 1 < n) out[i + 1] = radius * Math.sin(angle)
  }
  return out
}
