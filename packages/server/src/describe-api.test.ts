import { describe, expect, it } from 'vitest'
import { openApiDocument } from './openapi.ts'

interface Operation {
  readonly summary?: string
  readonly requestBody?: object
  readonly responses: Readonly<Record<string, object>>
}

const { paths } = JSON.parse(await openApiDocument('0')) as { paths: Record<string, Record<string, Operation>> }
const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })),
)

describe('the description of every address', () => {
  it.each(operations)('$name: a summary, and an example of what is sent and of what is answered', ({ summary, requestBody, responses }) => {
    expect(summary).toMatch(/^[A-Z].{10,}/)
    if (requestBody) expect(JSON.stringify(requestBody)).toContain('"example')
    expect(JSON.stringify(responses['200'])).toContain('"example')
  })

  it('lets a person choose a file for the upload', () => {
    const upload = operations.find(operation => operation.name === 'POST /api/upload')
    expect(upload?.requestBody).toMatchObject({
      content: { 'multipart/form-data': { schema: { properties: { file: { type: 'string', format: 'binary' } } } } },
    })
  })
})
