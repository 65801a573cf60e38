import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'
import { workDue } from './work-due.ts'

const needs = 'assessments' as const
const pieces = { unit: 'pieces of work', minimum: 0, integer: true, nullWhen: '', needs, actionable: true }
const noneDue = 'no work was due yet'

/** What was due, and what was handed in of it. */
export const submissions: readonly Indicator[] = [
  {
    ...pieces,
    name: 'work_due',
    byDesign: true,
    title: 'Work due so far',
    meaning: 'Pieces of assessed work of the section that were due by the moment; final examinations and work carried over are left out.',
    actionable: false,
    words: { high: 'had {value} due so far', low: 'had only {value} due so far' },
    compute: rowwise((known, r) => workDue(known, r).due),
  },
  {
    ...pieces,
    name: 'work_missed',
    byDesign: true,
    title: 'Work missed so far',
    meaning: 'Pieces of assessed work that were due by the moment and are not in.',
    words: { high: 'missed {value} that fell due', low: 'missed only {value} that fell due' },
    compute: rowwise((known, r) => workDue(known, r).due - workDue(known, r).submitted),
  },
  {
    ...pieces,
    name: 'work_submitted',
    byDesign: true,
    title: 'Work handed in',
    meaning: 'Pieces of assessed work that are in by the moment, due or not.',
    words: { high: 'handed in {value}', low: 'handed in only {value}' },
    compute: rowwise((known, r) => workDue(known, r).submitted + workDue(known, r).ahead),
  },
  {
    ...pieces,
    name: 'work_ahead',
    byDesign: true,
    title: 'Work handed in ahead of time',
    meaning: 'Pieces of assessed work due after the moment that are in already.',
    words: { high: 'handed in {value} ahead of the due day', low: 'handed in only {value} ahead of the due day' },
    compute: rowwise((known, r) => workDue(known, r).ahead),
  },
  {
    name: 'share_submitted',
    title: 'Share of due work handed in',
    meaning: 'Of the pieces of assessed work due by the moment, the share that is in.',
    unit: '',
    minimum: 0,
    maximum: 1,
    nullWhen: noneDue,
    needs,
    actionable: true,
    words: { high: 'handed in {value} of the work due', low: 'handed in only {value} of the work due' },
    compute: rowwise((known, r) => {
      const { submitted, due } = workDue(known, r)
      return submitted / due
    }),
  },
  {
    name: 'weight_submitted',
    title: 'Share of due marks handed in',
    meaning: 'Of the marks that work due by the moment carries, the share whose work is in.',
    unit: '',
    minimum: 0,
    maximum: 1,
    nullWhen: 'no work that carries marks was due yet',
    needs,
    actionable: true,
    words: { high: 'handed in work worth {value} of the marks due', low: 'handed in work worth only {value} of the marks due' },
    compute: rowwise((known, r) => {
      const { submittedWeight, weight } = workDue(known, r)
      return submittedWeight / weight
    }),
  },
  {
    ...pieces,
    name: 'work_late',
    byDesign: true,
    title: 'Work handed in late',
    meaning: 'Pieces of assessed work due by the moment that came in after their due day.',
    words: { high: 'handed in {value} late', low: 'handed in only {value} late' },
    compute: rowwise((known, r) => workDue(known, r).late),
  },
  {
    name: 'share_late',
    title: 'Share of work that was late',
    meaning: 'Of the pieces of assessed work due by the moment and handed in, the share that came in after its due day.',
    unit: '',
    minimum: 0,
    maximum: 1,
    nullWhen: 'nothing that was due is in',
    needs,
    actionable: true,
    words: { high: 'handed in {value} of the work late', low: 'handed in only {value} of the work late' },
    compute: rowwise((known, r) => {
      const { late, submitted } = workDue(known, r)
      return late / submitted
    }),
  },
  {
    name: 'mean_lead',
    byDesign: true,
    title: 'Days between handing in and due day',
    meaning: 'Mean over the work that is in of its due day minus the day it came in; negative: late.',
    unit: 'days',
    nullWhen: 'no work with a due day is in',
    needs,
    actionable: true,
    words: { high: 'hands work in {value} before it is due', low: 'hands work in at the last moment or late' },
    compute: rowwise((known, r) => {
      const { leads } = workDue(known, r)
      return leads.reduce((a, b) => a + b, 0) / leads.length
    }),
  },
  {
    name: 'last_lead',
    byDesign: true,
    title: 'Days between handing in and due day, last work',
    meaning: 'Due day minus day of handing in of the work that came in last; negative: late.',
    unit: 'days',
    integer: true,
    nullWhen: 'no work with a due day is in',
    needs,
    actionable: true,
    words: { high: 'handed the last work in {value} before it was due', low: 'handed the last work in at the last moment or late' },
    compute: rowwise((known, r) => workDue(known, r).leads.at(-1) ?? NaN),
  },
  {
    name: 'days_since_submission',
    byDesign: true,
    title: 'Days since last work handed in',
    meaning: 'Days from the last piece of work handed in this term to the moment.',
    unit: 'days',
    minimum: 0,
    integer: true,
    nullWhen: 'nothing is in yet',
    needs,
    actionable: true,
    words: { high: 'last handed something in {value} ago', low: 'last handed something in {value} ago' },
    compute: rowwise(({ submissions: made, day }, r) => {
      for (let s = made.starts[r + 1]! - 1; s >= made.starts[r]!; s--) if (made.banked[s] === 0) return day[r]! - made.day[s]!
      return NaN
    }),
  },
  {
    name: 'days_to_next_due',
    byDesign: true,
    title: 'Days to the next due work',
    meaning: "Days from the moment to the next due day of the section's assessed work.",
    unit: 'days',
    minimum: 0,
    integer: true,
    nullWhen: 'nothing is due any more',
    needs,
    actionable: false,
    words: { high: 'the next work is due in {value}', low: 'the next work is due in {value}' },
    compute: rowwise(({ schedule, section, day }, r) => {
      for (let a = schedule.starts[section[r]!]!; a < schedule.starts[section[r]! + 1]!; a++)
        if (schedule.due[a]! > day[r]!) return schedule.due[a]! - day[r]!
      return NaN
    }),
  },
]
