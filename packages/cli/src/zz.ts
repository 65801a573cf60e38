import { writeFileSync } from 'node:fs'
import { readRecords } from '@headway/ingest'
import { askAt, csvLines, defaultPlan } from '@headway/campus'
import { datasetAt } from '../../campus/src/moment/dataset-at.ts'
import { cut } from '../../campus/src/moment/cut.ts'
const records = await readRecords('/work/scratch/oulad')
for (const week of [0, 4, 8]) {
  const moment = { kind: 'day', day: 7 * week } as const, delays = { marking: 14, results: 0 }
  const { frame } = askAt(records, { moment, delays, target: 'final_result=Fail,Withdrawn', withProtected: true })
  const { known } = cut(records, moment, delays)
  const at = datasetAt(records, moment, delays)
  const { train, test } = defaultPlan(frame, 1).repeats[0]![0]!
  const { sample } = frame
  writeFileSync(`/work/scratch/feat/w${week}.base.csv`, [...csvLines({ table: sample.table })].join(''))
  // extras by known row -> frame row: frame.rows positions in dataset = rows of known
  const kinds = records.resources.kinds
  const names: string[] = [], cols: Float64Array[] = []
  const add = (name: string, f: (r: number) => number) => { names.push(name); cols.push(Float64Array.from(frame.rows, r => f(r))) }
  const { activity: A, submissions: S, work: W } = known as any
  const n = known.rows
  const byKind = kinds.map(() => new Float64Array(n)), daysKind = kinds.map(() => new Float64Array(n)), last14 = kinds.map(() => new Float64Array(n))
  const weekly = Array.from({ length: week + 4 }, () => new Float64Array(n))
  for (let r = 0; r < n; r++) {
    const d = known.day[r]!
    const seen = kinds.map(() => -999)
    for (let e = A.starts[r]; e < A.starts[r + 1]; e++) {
      const k = A.kind[e], day = A.day[e], amount = A.amount[e]
      byKind[k]![r]! += amount
      if (seen[k] !== day) { daysKind[k]![r]!++; seen[k] = day }
      if (day > d - 14) last14[k]![r]! += amount
      const w = Math.floor((d - day) / 7)
      if (w < weekly.length) weekly[w]![r]! += amount
    }
  }
  kinds.forEach((k, i) => { add(`clicks:${k}`, r => byKind[i]![r]!); add(`days:${k}`, r => daysKind[i]![r]!); add(`l14:${k}`, r => last14[i]![r]!) })
  weekly.forEach((w, i) => add(`week-${i}`, r => w[r]!))
  writeFileSync(`/work/scratch/feat/w${week}.extra.csv`, names.join(',') + '\n' + Array.from({ length: frame.rows.length }, (_, i) => cols.map(c => c[i]).join(',')).join('\n') + '\n')
  const section = Array.from(frame.rows, r => known.section[r])
  writeFileSync(`/work/scratch/feat/w${week}.json`, JSON.stringify({ y: [...sample.y], terms: [...sample.terms!], train: [...train], section, categories: sample.table.columns.filter(c => c.kind === 'categorical').map(c => c.name) }))
  if (week === 8) console.log(Object.keys(known), JSON.stringify(Object.keys(S)), records.sections.length)
}
