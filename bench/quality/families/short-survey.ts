import { answer, levelEffects, longTail, normal } from './draws.ts'
import { codes, type Family, field, labels } from './family.ts'

const QUESTIONS = 24
const COURSES = 8
const question = (i: number) => `Question ${i + 1}`

/**
 * A questionnaire handed out in a few courses. Such a table has about 200 rows and 20 to 30 questions on five-step scales. Answers
 * hang together by a few traits of a person; a few questions go with the grade and most hardly (each has three quarters of the effect of
 * the one before). Courses are marked on scales of their own, so the course says more than any question. Grades are ordered.
 */
export const shortSurvey: Family = {
  name: 'short survey',
  rows: 200,
  fields: [
    field('Course', codes('nominal', COURSES), { role: 'course' }),
    field('Last grade', codes('ordinal', 5), { rule: 'last grade' }),
    ...Array.from({ length: QUESTIONS }, (_, i) => field(question(i), codes('ordinal', 5))),
  ],
  outcome: field('Grade', labels('ordinal', 'E', 'D', 'C', 'B', 'A'), { role: 'target' }),
  question: 'Grade',
  shares: [0.1, 0.2, 0.35, 0.25, 0.1],
  world(random) {
    const courses = levelEffects(random, COURSES, 1.5)
    return random => {
      const course = longTail(random, COURSES)
      const ability = normal(random)
      const traits = [normal(random), normal(random), normal(random)]
      const answers = Array.from({ length: QUESTIONS }, (_, i) => 0.6 * traits[i % 3]! + 0.8 * normal(random))
      const cells = {
        Course: course + 1,
        'Last grade': answer(0.8 * ability + 0.6 * normal(random)),
        ...Object.fromEntries(answers.map((value, i) => [question(i), answer(value)])),
      }
      let effect = 0.5
      let habits = 0
      for (const value of answers) {
        habits += effect * value
        effect *= 0.75
      }
      return { cells, score: courses[course]! + 0.8 * ability + habits }
    }
  },
}
