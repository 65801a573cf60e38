import { describe, expect, it } from 'vitest'
import { bytesFor, openWorkspace } from '../../kernel/workspace.ts'
import { createRandom, type Random } from '../../random.ts'
import { kernelLoopBytes, kernelLoops } from './kernel-loops.ts'
import type { ReadyTerm } from './loops.ts'
import { plainLoops } from './plain-loops.ts'

const CELLS = 9
const sizes = [1, 2, 7, 64, 501]

interface Shape {
  readonly n: number // training rows
  readonly terms: number
  readonly wide: boolean
}

/** Rows of a bag with gradients, scores and terms of which some have nearly all rows in one cell; twice, in two places. */
function drawn({ n, terms, wide }: Shape) {
  const random = createRandom(n + terms)
  const rows = Int32Array.from(Array.from({ length: n }, (_, i) => i).filter(() => random.next() < 0.8))
  const workspace = openWorkspace(100 * bytesFor(2 * n, 8) + 100 * bytesFor(2 * CELLS, 8) + kernelLoopBytes(terms))
  const make = (place: (values: Float64Array) => Float64Array, placeCells: (cells: Uint8Array | Uint16Array) => ReadyTerm['cellOf']) => {
    const again = createRandom(7)
    return {
      gh: place(normals(2 * rows.length, again)),
      scores: place(normals(rows.length, again)),
      sums: Array.from({ length: 4 }, () => place(normals(2 * CELLS, again))),
      terms: Array.from({ length: terms }, (_, t): ReadyTerm => {
        const cellOf = wide ? new Uint16Array(n) : new Uint8Array(n)
        for (let i = 0; i < n; i++) cellOf[i] = t % 2 === 0 && again.next() < 0.9 ? 3 : again.int(CELLS)
        return { cells: CELLS, cellOf: placeCells(cellOf), step: place(normals(CELLS, again)), findStep: () => 0 }
      }),
    }
  }
  const held = workspace.i32(rows.length)
  held.set(rows)
  const kernel = make(
    values => {
      const into = workspace.f64(values.length)
      into.set(values)
      return into
    },
    cells => {
      const bytes = workspace.u8(cells.byteLength)
      const into = wide ? new Uint16Array(bytes.buffer, bytes.byteOffset, n) : bytes
      into.set(cells)
      return into
    },
  )
  const plain = make(
    values => values,
    cells => cells,
  )
  return { plain, kernel, rows: held, loops: kernelLoops(workspace.calls!, workspace, terms), close: workspace.close }
}

function normals(length: number, random: Random): Float64Array {
  return Float64Array.from({ length }, () => (random.next() - 0.5) * 3)
}

/** Sums are for four terms at most. */
const AT_ONCE = 4
const shapes = sizes.flatMap(n => [1, 2, 3, 4, 9].flatMap(terms => [false, true].map(wide => ({ n, terms, wide }))))

describe.each(shapes)('loops over $n rows and $terms terms, wide: $wide', shape => {
  it.each([false, true])('sum cells bit for bit as their twin, after a step: %s', stepFirst => {
    const { plain, kernel, rows, loops, close } = drawn(shape)
    const last = stepFirst ? shape.terms - 1 : -1
    const summed = plain.terms.slice(0, AT_ONCE)
    summed.forEach((term, t) => {
      const moved = t === 0 ? plain.terms[last] : undefined
      plainLoops.sumCells(plain.gh, rows, [term], [plain.sums[t]], moved)
    })
    loops.sumCells(kernel.gh, rows, kernel.terms.slice(0, AT_ONCE), kernel.sums, kernel.terms[last])
    expect(kernel.gh).toEqual(plain.gh)
    for (const t of summed.keys()) expect(kernel.sums[t]).toEqual(plain.sums[t])
    close()
  })

  it('move scores bit for bit as their twin', () => {
    const { plain, kernel, rows, loops, close } = drawn(shape)
    plainLoops.moveScores(plain.scores, rows, plain.terms)
    loops.moveScores(kernel.scores, rows, kernel.terms)
    expect(kernel.scores).toEqual(plain.scores)
    close()
  })
})
