import { readFile } from 'node:fs/promises'
import type { OutOfFold } from '@headway/learn'
import { heldOut } from '../held-out.ts'

/** Forecasts of the test term as `headway train --forecasts` wrote them. */
export interface HeldOut {
  readonly forecasts: OutOfFold // of those rows alone, in the order of the data
  readonly modules: readonly string[] // [n]
}

export async function readHeldOut(file: string): Promise<HeldOut> {
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n')
  const names = head.split(',')
  const at = (name: string) => names.indexOf(name)
  const cells = lines.map(line => line.split(','))
  const [event, probability] = [names.at(-1)!.slice(2, -1), names.length - 1]
  const students = new Map<string, number>()
  const groups = cells.map(c => {
    const student = c[at('id_student')]!
    if (!students.has(student)) students.set(student, students.size)
    return students.get(student)!
  })
  return {
    modules: cells.map(c => c[at('code_module')]!),
    forecasts: heldOut(
      Float64Array.from(cells, c => Number(c[at('outcome')] === event)),
      Float64Array.from(cells, c => Number(c[probability])),
      Int32Array.from(groups),
    ),
  }
}

/** The same rows, forecast by a peer. */
export function withForecasts({ y, groups }: OutOfFold, p: readonly number[]): OutOfFold {
  if (p.length !== y.length)
    throw new Error(`The peer forecast ${p.length} rows, Headway ${y.length}. Delete the peer's file and run the bench again.`)
  return heldOut(y, Float64Array.from(p), groups)
}
