import fc from 'fast-check'

/** Small tables of counts with some cells hidden. */
export const tableAndPattern = fc
  .record({ rows: fc.integer({ min: 2, max: 3 }), cols: fc.integer({ min: 2, max: 3 }) })
  .chain(({ rows, cols }) =>
    fc.record({
      rows: fc.constant(rows),
      cols: fc.constant(cols),
      values: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: rows * cols, maxLength: rows * cols }),
      hidden: fc.array(fc.boolean(), { minLength: rows * cols, maxLength: rows * cols }),
    }),
  )

/** The attacker with patience: every table of whole counts with the same margins and the same cells where they are shown. */
export function consistentTables(values: readonly number[], hidden: readonly boolean[], rows: number, cols: number): number[][] {
  const rowLeft = Array.from({ length: rows }, (_, r) => sum(values.slice(r * cols, (r + 1) * cols)))
  const colLeft = Array.from({ length: cols }, (_, c) => sum(values.filter((_, i) => i % cols === c)))
  const found: number[][] = []
  const table: number[] = []
  const fill = (i: number) => {
    if (i === values.length) {
      found.push([...table])
      return
    }
    const [r, c] = [Math.floor(i / cols), i % cols]
    const most = Math.min(rowLeft[r]!, colLeft[c]!)
    const [from, to] = hidden[i] ? [0, most] : [values[i]!, values[i]!]
    for (let v = from; v <= Math.min(to, most); v++) {
      table[i] = v
      rowLeft[r]! -= v
      colLeft[c]! -= v
      const rowDone = c < cols - 1 || rowLeft[r] === 0
      const colDone = r < rows - 1 || colLeft[c] === 0
      if (rowDone && colDone) fill(i + 1)
      rowLeft[r]! += v
      colLeft[c]! += v
    }
  }
  fill(0)
  return found
}

/**
 * The attacker with algebra: whether the unknown sum `wanted` [unknowns] follows from published sums (each [unknowns]): whether it lies
 * in their row space. Exact, by fractions of whole numbers.
 */
export function follows(published: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  const rows = published.map(row => row.map(BigInt))
  let target = wanted.map(BigInt)
  for (let column = 0; column < wanted.length; column++) {
    const at = rows.findIndex(row => row[column] !== 0n)
    if (at < 0) continue
    const [pivot] = rows.splice(at, 1)
    const clear = (row: bigint[]) => row.map((v, k) => v * pivot![column]! - row[column]! * pivot![k]!)
    rows.forEach((row, r) => {
      if (row[column] !== 0n) rows[r] = clear(row)
    })
    if (target[column] !== 0n) target = clear(target)
  }
  return target.every(v => v === 0n)
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
