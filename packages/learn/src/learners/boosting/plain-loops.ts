import { fillHistogram, subtractHistogram } from './histogram.ts'
import { BLOCK, type Divided, type LoopData, type Loops, type NodeSums, type Parent, type Searched } from './loops.ts'
import { findSplit, type Split } from './split.ts'

/** The loops in TypeScript: the definition of what the kernel does, and what runs where there is no kernel. */
export function plainLoops({ binned, layout, weights, params, constraints }: LoopData): Loops {
  const { rows: n, bins } = binned
  const scratch = new Int32Array(n)
  const { signs } = constraints

  function sums(gh: Float64Array, rows: Int32Array, begin: number, end: number): NodeSums {
    const all = emptySums()
    for (let from = begin; from < end; from += BLOCK) {
      const block = emptySums()
      for (let i = from; i < Math.min(from + BLOCK, end); i++) addRow(block, gh, rows[i])
      addSums(all, block)
    }
    return all
  }

  function addRow(to: Sum, gh: Float64Array, row: number): void {
    to.g += gh[2 * row]
    to.h += gh[2 * row + 1]
    to.rows++
    to.cover += weights ? weights[row] : 1
  }

  function divide(gh: Float64Array, rows: Int32Array, { begin, end, column, goesLeft }: Parent): Divided {
    const first = column * n
    const left = emptySums()
    const right = emptySums()
    let middle = begin
    let moved = 0
    for (let from = begin; from < end; from += BLOCK) {
      const blockLeft = emptySums()
      const blockRight = emptySums()
      for (let i = from; i < Math.min(from + BLOCK, end); i++) {
        const row = rows[i]
        const goes = goesLeft[bins[first + row]] === 1
        addRow(goes ? blockLeft : blockRight, gh, row)
        if (goes) rows[middle++] = row
        else scratch[moved++] = row
      }
      addSums(left, blockLeft)
      addSums(right, blockRight)
    }
    rows.set(scratch.subarray(0, moved), middle)
    return { middle, left, right }
  }

  function best({ reach, sums }: Searched, histogram: Float64Array): Split | undefined {
    const split = findSplit(histogram, layout, binned, reach.columns, sums, params, signs && { signs, bounds: reach.bounds })
    return split.column < 0 ? undefined : split
  }

  return {
    sums,

    divide: (gh, rows, parents) => parents.map(parent => divide(gh, rows, parent)),

    search(gh, rows, items) {
      return items.map(({ counted, histogram, wanted, other, parent }) => {
        fillHistogram(histogram, binned, layout, counted.reach.columns, gh, rows, counted.begin, counted.end)
        if (parent) subtractHistogram(parent, histogram)
        return [wanted ? best(counted, histogram) : undefined, other && parent ? best(other, parent) : undefined]
      })
    },
  }
}

interface Sum {
  g: number
  h: number
  rows: number
  cover: number
}

function emptySums(): Sum {
  return { g: 0, h: 0, rows: 0, cover: 0 }
}

function addSums(to: Sum, { g, h, rows, cover }: Sum): void {
  to.g += g
  to.h += h
  to.rows += rows
  to.cover += cover
}
