import { createRandom } from '@headway/learn'
import type { Delays } from '../src/moment/cut.ts'
import type { Records } from '../src/records/records.ts'

/** Changes to records that can be known only after day `day` of the term (of every term): each must leave all indicators as they were. */
export const later: readonly {
  readonly name: string
  readonly make: (records: Records, day: number, delays: Delays, seed: number) => Records
}[] = [
  {
    name: 'events after the moment are removed',
    make: (records, day) => ({ ...records, activity: keepEvents(records, d => d <= day) }),
  },
  {
    name: 'events after the moment are changed',
    make: (records, day, _, seed) => {
      const { activity } = records
      const random = createRandom(seed)
      return {
        ...records,
        activity: { ...activity, amount: activity.amount.map((a, e) => (activity.day[e]! > day ? 1 + random.int(90) : a)) },
      }
    },
  },
  {
    name: 'events are added the day after the moment',
    make: (records, day) => ({ ...records, activity: addEvents(records, day + 1) }),
  },
  {
    name: 'submissions after the moment are removed',
    make: (records, day) => ({ ...records, submissions: keepSubmissions(records, d => d <= day) }),
  },
  {
    name: 'scores that are not marked yet are changed',
    make: (records, day, { marking }, seed) => {
      const { submissions } = records
      const random = createRandom(seed)
      return {
        ...records,
        submissions: {
          ...submissions,
          score: submissions.score.map((s, i) =>
            submissions.banked[i] === 0 && submissions.day[i]! + marking > day ? random.int(101) : s,
          ),
        },
      }
    },
  },
  {
    name: 'withdrawals on the day or later are changed',
    make: (records, day, _, seed) => {
      const random = createRandom(seed)
      const { enrolments } = records
      const withdrawn = enrolments.withdrawn.map(w => (w < day ? w : random.next() < 0.5 ? NaN : day + random.int(60)))
      return { ...records, enrolments: { ...enrolments, withdrawn } }
    },
  },
  {
    name: 'registrations after the moment move further on',
    make: (records, day) => {
      const { enrolments } = records
      return { ...records, enrolments: { ...enrolments, registered: enrolments.registered.map(r => (r > day ? r + 5 : r)) } }
    },
  },
  {
    name: 'outcomes that are not out by any moment are changed',
    make: (records, day, { results }, seed) => changeOutcomes(records, day, results, seed),
  },
  {
    name: 'final examinations are changed',
    make: records => ({ ...records, assessments: records.assessments.map(a => (a.final ? { ...a, due: a.due - 20, weight: 1 } : a)) }),
  },
]

/** Another outcome for every enrolment of the last term, and of those earlier ones whose results come after all moments of later terms. */
function changeOutcomes(records: Records, day: number, results: number, seed: number): Records {
  const random = createRandom(seed)
  const { enrolments, sections, terms, codebook } = records
  const target = codebook.fields.find(f => f.role === 'target')!.name
  const lastMoment = terms.at(-1)!.start + day
  const columns = enrolments.table.columns.map(column => {
    if (column.name !== target || column.kind !== 'categorical') return column
    const codes = column.codes.map((code, i) => {
      const section = sections[enrolments.section[i]!]!
      return terms[section.term]!.start + section.days + results > lastMoment ? random.int(column.levels.length) : code
    })
    return { ...column, codes }
  })
  return { ...records, enrolments: { ...enrolments, table: { ...enrolments.table, columns } } }
}

function keepEvents({ activity }: Records, keep: (day: number) => boolean): Records['activity'] {
  const kept = Array.from(activity.day.keys()).filter(e => keep(activity.day[e]!))
  return {
    starts: activity.starts.map(start => kept.findIndex(e => e >= start)).map(at => (at < 0 ? kept.length : at)),
    day: Int16Array.from(kept, e => activity.day[e]!),
    resource: Int32Array.from(kept, e => activity.resource[e]!),
    amount: Float32Array.from(kept, e => activity.amount[e]!),
  }
}

/** Every enrolment gets one more event on this day. */
function addEvents({ activity }: Records, day: number): Records['activity'] {
  const events: [number, number, number][] = []
  const starts = Int32Array.from(activity.starts, (start, i) => start + i)
  for (let i = 0; i + 1 < activity.starts.length; i++) {
    const own = Array.from({ length: activity.starts[i + 1]! - activity.starts[i]! }, (_, k) => activity.starts[i]! + k).map(
      (e): [number, number, number] => [activity.day[e]!, activity.resource[e]!, activity.amount[e]!],
    )
    events.push(...[...own, [day, 0, 50] as [number, number, number]].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
  }
  return {
    starts,
    day: Int16Array.from(events, e => e[0]),
    resource: Int32Array.from(events, e => e[1]),
    amount: Float32Array.from(events, e => e[2]),
  }
}

function keepSubmissions({ submissions }: Records, keep: (day: number) => boolean): Records['submissions'] {
  const kept = Array.from(submissions.day.keys()).filter(s => keep(submissions.day[s]!))
  return {
    starts: submissions.starts.map(start => kept.findIndex(s => s >= start)).map(at => (at < 0 ? kept.length : at)),
    assessment: Int32Array.from(kept, s => submissions.assessment[s]!),
    day: Int16Array.from(kept, s => submissions.day[s]!),
    score: Float64Array.from(kept, s => submissions.score[s]!),
    banked: Uint8Array.from(kept, s => submissions.banked[s]!),
  }
}
