import { type Column, canonicalJson, sha256, type Table } from '@headway/learn'
import type { Codebook } from './codebook.ts'
import { encodeCodebook } from './datapackage.ts'

/**
 * sha256 (hex) of a codebook and the cells of a table: the hash of the list of the codebook's data package, the number of rows,
 * and each column's own hash. Rows in another order are other content. What an identifier's levels are listed in does not count,
 * nor does −0 against 0.
 */
export function datasetHash(codebook: Codebook, { rows, columns }: Table): string {
  return sha256(canonicalJson([encodeCodebook(codebook), rows, columns.map(columnHash)]))
}

/** Whether two codebooks say the same, member order aside. */
export function sameCodebook(a: Codebook, b: Codebook): boolean {
  return a === b || canonicalJson(encodeCodebook(a)) === canonicalJson(encodeCodebook(b))
}

function columnHash(column: Column): string {
  if (column.kind === 'numeric') return sha256(doubles(column.values))
  const { codes, levels } = column
  const rank = new Int32Array(levels.length).fill(-1)
  const used: string[] = []
  const ranks = codes.map(code => {
    if (code < 0) return -1
    if (rank[code]! < 0) rank[code] = used.push(levels[code]!) - 1
    return rank[code]!
  })
  return sha256(canonicalJson([used, sha256(integers(ranks))]))
}

function integers(values: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (let i = 0; i < values.length; i++) view.setInt32(i * 4, values[i]!, true)
  return new Uint8Array(view.buffer)
}

/** Little-endian, one pattern for all missing values, one zero. */
function doubles(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8))
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) view.setUint32(i * 8 + 4, 0x7ff80000, true)
    else view.setFloat64(i * 8, values[i]! + 0, true)
  }
  return new Uint8Array(view.buffer)
}
