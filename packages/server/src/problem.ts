import { type Problem, type ProblemCode, type ProblemPlace, problemCodes } from '@headway/contract'

/** How many places a refusal lists; how many there are in all is said beside. */
export const MOST_PLACES = 100

/** An expected refusal. Anything else that is thrown is a bug and leaves as a bare 500. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly places: readonly ProblemPlace[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ProblemCode,
    detail: string,
    extra: { places?: readonly ProblemPlace[]; retryAfterSeconds?: number } & ErrorOptions = {},
  ) {
    super(detail, extra)
    this.code = code
    this.places = extra.places ?? []
    this.retryAfterSeconds = extra.retryAfterSeconds
  }
}

/** The wire form of a refusal. */
export function problemOf(code: ProblemCode, detail: string, places: readonly ProblemPlace[] = []): Problem {
  const { status, title } = problemCodes[code]
  return {
    type: `urn:headway:problem:${code}`,
    title,
    status,
    code,
    detail,
    ...(places.length > 0 && { places: places.slice(0, MOST_PLACES), total: places.length }),
  }
}

export function notFound(what: string, id: string): ProblemError {
  return new ProblemError('not_found', `There is no ${what} ${id}.`)
}
