import type { Indicator } from './indicator.ts'
import { rowwise } from './rowwise.ts'

/** Work carried over from an earlier attempt. */
export const carriedOver: readonly Indicator[] = [
  {
    name: 'work_carried_over',
    title: 'Work carried over',
    meaning: 'Pieces of assessed work carried over from an earlier attempt.',
    unit: 'pieces of work',
    minimum: 0,
    integer: true,
    nullWhen: '',
    needs: 'assessments',
    actionable: false,
    words: { high: 'carried over {value} from an earlier attempt', low: 'carried nothing over from an earlier attempt' },
    compute: rowwise(
      ({ submissions }, r) => submissions.banked.subarray(submissions.starts[r]!, submissions.starts[r + 1]!).filter(b => b === 1).length,
    ),
  },
  {
    name: 'score_carried_over',
    title: 'Mean score carried over',
    meaning: 'Mean score of the work carried over from an earlier attempt.',
    unit: 'of 100',
    minimum: 0,
    maximum: 100,
    nullWhen: 'nothing with a score was carried over',
    needs: 'assessments',
    actionable: false,
    words: { high: 'carried over work scored {value}', low: 'carried over work scored only {value}' },
    compute: rowwise(({ submissions }, r) => {
      let sum = 0
      let n = 0
      for (let s = submissions.starts[r]!; s < submissions.starts[r + 1]!; s++) {
        if (submissions.banked[s] === 0 || Number.isNaN(submissions.score[s]!)) continue
        sum += submissions.score[s]!
        n++
      }
      return sum / n
    }),
  },
]
