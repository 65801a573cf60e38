import type { Problem, ProblemPlace } from '@headway/contract'

/** What the server says when it refuses: its own sentence stands in `message`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly places: readonly ProblemPlace[] // where in a file, when one was sent

  constructor(status: number, code: string, detail: string, places: readonly ProblemPlace[] = []) {
    super(detail)
    this.status = status
    this.code = code
    this.places = places
  }
}

/**
 * One request to this page's own server; JSON in, JSON out. A `FormData` body is sent as it is.
 *
 * @throws ApiError the server's problem JSON, or `no_answer` when there is no server
 */
export async function call<Answer>(path: string, options: { body?: unknown; method?: string; signal?: AbortSignal } = {}): Promise<Answer> {
  const { body, signal } = options
  const asJson = body !== undefined && !(body instanceof FormData)
  const response = await fetch(path, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { accept: 'application/json', ...(asJson && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: asJson ? JSON.stringify(body) : (body as FormData) }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiError(0, 'no_answer', 'The server does not answer. Check that it is still running, then try again.')
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer
  const problem = (answer ?? {}) as Partial<Problem>
  throw new ApiError(
    response.status,
    problem.code ?? 'unknown',
    problem.detail ?? problem.title ?? `The server answered ${response.status} without saying why. Its log will tell.`,
    problem.places,
  )
}
