import { type Static, Type } from 'typebox'
import type { ProblemCode } from './problem-codes.ts'

/** One place in what was sent, and what is wrong with it. */
export const ProblemPlace = Type.Object({
  file: Type.Optional(Type.String()),
  line: Type.Optional(Type.Integer()),
  column: Type.Optional(Type.String()),
  expected: Type.String(),
  got: Type.String(),
  remedy: Type.String(),
})
export type ProblemPlace = Static<typeof ProblemPlace>

/** The one error shape on the wire (RFC 9457). `code` is for programs, `detail` for people. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Names the kind of problem, as a URN that ends with the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Unsafe<ProblemCode>(Type.String()),
    detail: Type.String({ description: 'What was expected, what came, what to do.' }),
    places: Type.Optional(Type.Array(ProblemPlace, { description: 'Where in a file, at most 100.' })),
    total: Type.Optional(Type.Integer({ description: 'How many places there are in all.' })),
  },
  {
    examples: [
      {
        type: 'urn:headway:problem:wrong_length',
        title: 'Wrong number of values',
        status: 400,
        code: 'wrong_length',
        detail: 'Expected 30 values, got 31. Their order is: AGE, GENDER, …',
      },
    ],
  },
)
export type Problem = Static<typeof Problem>
