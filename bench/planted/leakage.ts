import { askAt, datasetAt, type Field, generateRecords, parseMoment, type Records } from '@headway/campus'
import { columnOf, deriveSeed, numericColumn } from '@headway/learn'
import type { Row } from '../result.ts'
import { fieldOf, honestColumns, type Leak, plantedLeaks } from './leaks.ts'
import { rateRow } from './rate.ts'

const DELAYS = { marking: 0, results: 14 }
const WHOLE = { newStudents: 250, terms: 3 }

/** How often each planted leak is suspected at week 8, and by what. */
export function plantedLeakage(task: string, times: number): Row[] {
  const found = new Map<string, { leak: Leak; hits: number; kinds: Map<string, number> }>()
  let rows = 0
  for (let s = 0; s < times; s++) {
    const { records, adverse } = generated(deriveSeed(6, 'planted', s))
    const leaks = plantedLeaks(records, adverse, deriveSeed(6, s))
    const suspects = suspectsIn(withColumns(records, leaks), 8)
    rows = suspects.rows
    for (const leak of leaks) {
      const own = found.get(leak.field.name) ?? { leak, hits: 0, kinds: new Map<string, number>() }
      found.set(leak.field.name, own)
      const kind = suspects.found.get(leak.field.name)
      if (kind === undefined) continue
      own.hits++
      own.kinds.set(kind, (own.kinds.get(kind) ?? 0) + 1)
    }
  }
  return [...found.values()].map(({ leak, hits, kinds }) => {
    const by = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, k]) => `${kind} (${k})`)
    return rateRow(
      {
        task,
        what: `${leak.kind}: ${leak.strength}`,
        metric: 'suspected',
        population: `about ${100 * Math.round(rows / 100)} rows`,
        ...(by.length > 0 && { note: by.join(', ') }),
      },
      hits,
      times,
    )
  })
}

/**
 * How often an honest column is suspected: every indicator and attribute as it is; and the same values handed in as columns that nobody
 * has dated, with a few more of that kind, which the detector must judge by their figures alone.
 */
export function honestColumnsSuspected(task: string, week: number, times: number): Row[] {
  const computed = tally()
  const handed = tally()
  for (let s = 0; s < times; s++) {
    const { records, effort } = generated(deriveSeed(6, 'honest', s))
    const copies = copiesAt(records, week)
    const { columns, found } = suspectsIn(withColumns(records, [...copies, ...honestColumns(effort, s)]), week)
    const given = (name: string) => name.startsWith('copy_') || name.startsWith('honest_')
    computed.add(
      columns.filter(c => !given(c)),
      found,
    )
    handed.add(columns.filter(given), found)
  }
  return [
    ...computed.rows(task, `indicators and attributes, week ${week}`),
    ...handed.rows(task, `the same undated, and others, week ${week}`),
  ]
}

function tally() {
  let [columns, alarms, datasets, alarmed] = [0, 0, 0, 0]
  const names = new Map<string, number>()
  return {
    add(own: readonly string[], found: ReadonlyMap<string, string>) {
      const wrong = own.filter(name => found.has(name))
      columns += own.length
      alarms += wrong.length
      datasets++
      alarmed += Number(wrong.length > 0)
      for (const name of wrong) names.set(`${name}: ${found.get(name)}`, (names.get(`${name}: ${found.get(name)}`) ?? 0) + 1)
    },
    rows(task: string, what: string): Row[] {
      const worst = [...names]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 3)
        .map(([name, k]) => `${name} (${k})`)
      const note = worst.length > 0 ? { note: worst.join(', ') } : {}
      return [
        rateRow({ task, what, metric: 'suspected, of columns', population: 'honest columns', most: 0.01, ...note }, alarms, columns),
        rateRow({ task, what, metric: 'suspected, of datasets', population: 'honest columns' }, alarmed, datasets),
      ]
    },
  }
}

function generated(seed: number) {
  const { records, truth } = generateRecords({ ...WHOLE, seed })
  const result = columnOf(records.enrolments.table, 'result')
  const adverse = Array.from({ length: records.enrolments.student.length }, (_, i) =>
    result.kind === 'categorical' && result.codes[i]! > 0 ? 1 : 0,
  )
  return { records, adverse, effort: truth.effort }
}

function suspectsIn(records: Records, week: number) {
  const { frame, suspects } = askAt(records, { target: 'result=Fail,Withdrawn', moment: parseMoment(`week ${week}`), delays: DELAYS })
  const columns = [...frame.question.indicators, ...suspects.map(s => s.column)]
  return { columns, rows: frame.rows.length, found: new Map(suspects.map(s => [s.column, s.kind] as const)) }
}

/** Every indicator at that week as a column of the registrar's, known for those in the population. */
function copiesAt(records: Records, week: number): Leak[] {
  const { dataset, enrolment } = datasetAt(records, parseMoment(`week ${week}`), DELAYS)
  const own = new Set(records.codebook.fields.map(f => f.name))
  return dataset.codebook.fields.flatMap((field: Field) => {
    const column = columnOf(dataset.table, field.name)
    if (own.has(field.name) || column.kind !== 'numeric') return []
    const values = new Float64Array(records.enrolments.student.length).fill(NaN)
    enrolment.forEach((i, r) => {
      values[i] = column.values[r]!
    })
    return [{ kind: field.name, strength: '', field: fieldOf(`copy_${field.name}`), values }]
  })
}

function withColumns(records: Records, added: readonly Leak[]): Records {
  const { codebook, enrolments } = records
  const columns = added.map(({ field, values }) => numericColumn(field.name, values))
  return {
    ...records,
    codebook: { ...codebook, fields: [...added.map(a => a.field), ...codebook.fields] },
    enrolments: { ...enrolments, table: { ...enrolments.table, columns: [...columns, ...enrolments.table.columns] } },
  }
}
