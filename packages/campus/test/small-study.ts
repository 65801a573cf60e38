import type { Bundle } from '../src/bundle.ts'
import { generateRecords } from '../src/generate/generate-records.ts'
import { datasetAt } from '../src/moment/dataset-at.ts'
import { parseMoment } from '../src/moment/moment.ts'
import { askQuestion } from '../src/question/ask-question.ts'
import type { Question } from '../src/question/question.ts'
import { type Frame, frame } from '../src/train/frame.ts'
import { train } from '../src/train/train.ts'

export const { records } = generateRecords({ newStudents: 60, terms: 2, courses: 2, seed: 11 })

export const delays = { marking: 7, results: 14 }

/** The same question at a moment, over the same records. */
export function askedAt(text: string, marking = delays.marking): { readonly question: Question; readonly frame: Frame } {
  const at = { moment: parseMoment(text), delays: { ...delays, marking } }
  const { dataset } = datasetAt(records, at.moment, at.delays)
  const question = askQuestion(dataset.codebook, { target: 'result=Fail,Withdrawn', at })
  return { question, frame: frame(dataset, question) }
}

export function modelAt(text: string, marking = delays.marking): Bundle {
  const options = { seed: 1, learner: 'linear', budget: { configurations: 1 }, honestyGap: false, resamples: 50 }
  return train(askedAt(text, marking).frame, options)
}
