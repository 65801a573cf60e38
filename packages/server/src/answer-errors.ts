import type { ProblemCode } from '@headway/contract'
import type { FastifyError, FastifyInstance } from 'fastify'
import { ProblemError, problemOf } from './problem.ts'
import { refusalOf } from './refusal-of.ts'

/** Every refusal leaves as problem JSON with a stable code; what is a bug leaves as a bare 500 and goes to the log. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error) ?? protocolRefusal(error)
    if (!refusal) request.log.error({ name: error.name, at: framesOf(error), reqId: request.id }, 'a bug')
    const problem = refusal
      ? problemOf(refusal.code, refusal.message, refusal.places)
      : problemOf('internal', `Quote ${request.id} when you report it.`)
    if (refusal?.retryAfterSeconds !== undefined) reply.header('retry-after', refusal.retryAfterSeconds)
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply.status(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
  })
  app.setNotFoundHandler(({ method }, reply) => {
    const problem = problemOf('no_such_route', `There is nothing at this address for ${method}. All addresses are listed at /docs.`)
    return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  })
}

/** What the framework itself refuses, in our words. */
function protocolRefusal(error: FastifyError): ProblemError | undefined {
  if (error.validation) return new ProblemError('bad_request', validationDetail(error))
  const code = byFrameworkCode[error.code] ?? (error.statusCode !== undefined && error.statusCode < 500 ? 'bad_request' : undefined)
  return code && new ProblemError(code, details[code] ?? 'The request does not fit. Compare it with /docs.', { cause: error })
}

const byFrameworkCode: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_REQ_FILE_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_json',
}

const details: Readonly<Partial<Record<ProblemCode, string>>> = {
  too_large: 'The body is too large: JSON may have 1 MB, a file 50 MB. Send less at once.',
  unsupported_media_type: 'Send JSON with content-type: application/json; a file goes to /api/upload as multipart/form-data.',
  bad_json: 'The body is not valid JSON, is empty, or has a key called __proto__ or constructor. Send one JSON value.',
}

/** Where it is and what was expected, never what came: a value may be someone's. */
function validationDetail({ validation = [], validationContext }: FastifyError): string {
  const context = validationContext ?? 'request'
  const [first] = validation
  if (!first) return `The ${context} does not fit. Compare it with /docs.`
  const place = first.instancePath ? `${context}${first.instancePath}` : `The ${context}`
  const extra = 'additionalProperty' in first.params ? ` (${JSON.stringify(first.params['additionalProperty']).slice(0, 60)})` : ''
  const allowed = validation.filter(v => v.instancePath === first.instancePath && v.keyword === 'const').map(v => v.params['allowedValue'])
  const expected = allowed.length > 0 ? `must be one of ${allowed.join(', ')}` : (first.message ?? 'does not fit')
  return `${place} ${expected}${extra}. Compare it with /docs.`
}

/** The stack without its first line: a message may quote a value of a record. */
function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter(line => line.startsWith('    at '))
    .slice(0, 15)
}
