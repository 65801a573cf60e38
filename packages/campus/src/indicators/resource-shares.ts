import type { Indicator } from './indicator.ts'

/** Most kinds of resources that get a share of their own; the others are counted in the whole alone. */
const MOST_KINDS = 25

/** Share of the student's clicks by kind of resource ("forum", "quiz"): one indicator per kind. */
export function resourceShares(kinds: readonly string[]): Indicator[] {
  return kinds.slice(0, MOST_KINDS).map((kind, k) => ({
    name: `share_${nameOf(kind)}`,
    byDesign: true,
    title: `Share of clicks: ${kind}`,
    meaning: `Of the student's clicks so far, the share on resources of the kind ${kind}.`,
    unit: '',
    minimum: 0,
    maximum: 1,
    nullWhen: 'no activity yet',
    needs: 'activity',
    actionable: true,
    words: { high: `makes {value} of the clicks in: ${kind}`, low: `makes {value} of the clicks in: ${kind}` },
    compute: ({ rows, activity }) => {
      const values = new Float64Array(rows)
      for (let r = 0; r < rows; r++) {
        let own = 0
        let all = 0
        for (let e = activity.starts[r]!; e < activity.starts[r + 1]!; e++) {
          all += activity.amount[e]!
          if (activity.kind[e] === k) own += activity.amount[e]!
        }
        values[r] = own / all
      }
      return values
    },
  }))
}

/** @example nameOf('Forum & chat') // 'forum_chat' */
export function nameOf(kind: string): string {
  return kind
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '_')
    .replace(/^_|_$/g, '')
}
