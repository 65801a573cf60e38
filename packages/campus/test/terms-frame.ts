import { generateRecords } from '../src/generate/generate-records.ts'
import { datasetAt } from '../src/moment/dataset-at.ts'
import { askQuestion } from '../src/question/ask-question.ts'
import { frameAt } from '../src/train/frame.ts'

/** Generated terms start 182 days apart and last 120 days: outcomes are out before the next term unless results take longer than 62 days. */
export function termsFrame({ results = 14, terms = 4, newStudents = 90, week = 4 } = {}) {
  const { records } = generateRecords({ newStudents, terms, courses: 2, seed: 7 })
  const at = datasetAt(records, { kind: 'day', day: 7 * week }, { marking: 7, results })
  return { at, framed: frameAt(at, askQuestion(at.dataset.codebook, { target: 'result=Fail,Withdrawn' })) }
}
