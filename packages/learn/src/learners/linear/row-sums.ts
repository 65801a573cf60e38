import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import { type Matrix, matrix } from '../../matrix.ts'
import { weightedGram } from './gram.ts'
import { addScaled, dot } from './vector.ts'

/** The rows of a problem, and the sums over them that take the time: in the kernel where there is one, with the same bits. */
export interface RowSums {
  readonly X: Matrix // [n, m] to be written by who made them
  /** As many rows as stay in a near cache: what is done with them block by block reads X from memory once. Even. */
  readonly block: number
  readonly calls: Workspace['calls']
  /** Zeros where the sums can read and write; all arrays given to them come from here. */
  array(length: number): Float64Array
  /** out[r] = x_{from + r} · w for every r of `out`; w [m] */
  dots(w: Float64Array, from: number, out: Float64Array): void
  /** out[j] += Σ_r v_r x_{from + r, j}, row by row, for every r of v; out [m] */
  addRows(v: Float64Array, from: number, out: Float64Array): void
  /** The lower triangle of Xᵀ diag(v) X, [m, m], v [n]. It holds until the next call. */
  gram(v: Float64Array): Float64Array
}

export function createRowSums(workspace: Workspace, n: number, m: number): RowSums {
  const X = matrix(n, m, workspace.f64(n * m, 'unset'))
  const block = blockRows(n, m)
  const { calls } = workspace
  const array = (length: number) => workspace.f64(length)
  const triangle = array(m * m)
  const { data } = X
  if (calls) {
    const at = (row: number) => data.byteOffset + row * m * 8
    const room = workspace.f64(gramRoom(m), 'unset').byteOffset
    return {
      X,
      block,
      calls,
      array,
      dots: (w, from, out) => calls.rowDots(at(from), w.byteOffset, out.length, m, out.byteOffset),
      addRows: (v, from, out) => calls.addRows(at(from), m * 8, v.byteOffset, v.length, m, out.byteOffset),
      gram(v) {
        calls.gram(data.byteOffset, v.byteOffset, n, m, room, triangle.byteOffset)
        return triangle
      },
    }
  }
  return {
    X,
    block,
    calls,
    array,
    dots(w, from, out) {
      for (let r = 0; r < out.length; r++) out[r] = dot(data, (from + r) * m, w, 0, m)
    },
    addRows(v, from, out) {
      for (let r = 0; r < v.length; r++) addScaled(v[r], data, (from + r) * m, out, 0, m)
    },
    gram(v) {
      weightedGram(X, v, triangle)
      return triangle
    },
  }
}

/** Bytes of a workspace for n rows of m numbers, and for what the problem of k classes keeps for them. */
export function bytesOfProblem(n: number, m: number, k: number): number {
  const ownArrays = 3 * bytesFor(n, 8) + 2 * k * bytesFor(blockRows(n, m), 8) + 2 * bytesFor(k * m, 8)
  return bytesFor(n * m, 8) + bytesFor(m * m, 8) + bytesFor(gramRoom(m), 8) + ownArrays
}

function blockRows(n: number, m: number): number {
  return Math.min(n + (n % 2), Math.max(16, 2 * Math.floor(8192 / Math.max(1, m))))
}

/** As kernel/gram.ts counts it, in numbers. */
function gramRoom(m: number): number {
  const panels = Math.floor(m / 4)
  return 2 * 128 * panels + 8 * panels * (panels + 1) + 32
}
