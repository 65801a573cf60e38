import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Problem, UploadAnswer, UploadQuery } from '@headway/contract'
import { ProblemError } from '../../problem.ts'
import type { Upload } from './upload.ts'

export interface DatasetRouteDeps {
  readonly upload: (upload: Upload) => Promise<UploadAnswer>
  readonly uploadsFolder: string
}

const MOST_BYTES = 50 * 1024 * 1024
const KINDS = ['.csv', '.xlsx']

export const datasetRoutes: FastifyPluginAsyncTypebox<DatasetRouteDeps> = async (app, { upload, uploadsFolder }) => {
  await app.register(multipart, { limits: { files: 1, fileSize: MOST_BYTES, fields: 10, parts: 11 } })

  app.post(
    '/upload',
    {
      config: { permission: 'data:write' },
      schema: {
        summary: 'Add past students from a CSV or XLSX file',
        description: 'A multipart form with one part called `file`, up to 50 MB. The same file twice changes nothing.',
        tags: ['data'],
        consumes: ['multipart/form-data'],
        querystring: UploadQuery,
        response: { 200: UploadAnswer, 409: Problem, 413: Problem, 415: Problem, 422: Problem, 507: Problem },
      },
    },
    async request => {
      const part = await request.file()
      if (!part)
        throw new ProblemError('bad_request', 'The form holds no file. Send it as the part called file: curl -F file=@students.csv …')
      const file = basename(part.filename)
      const kind = extname(file).toLowerCase()
      const path = join(uploadsFolder, `${randomUUID()}${kind}`)
      try {
        checkKind(file, kind)
        await pipeline(part.file, createWriteStream(path, { flags: 'wx' }))
        if (part.file.truncated) throw new ProblemError('too_large', `${file} has more than 50 MB. Split it into smaller files.`)
        return await upload({ path, file, synthetic: request.query.synthetic === 'true', actor: request.user.id })
      } finally {
        part.file.resume() // what was not read is thrown away, so that the answer can be sent
        await rm(path, { force: true })
      }
    },
  )
}

function checkKind(file: string, kind: string): void {
  if (KINDS.includes(kind)) return
  throw new ProblemError('unsupported_file', `${file} is not a .csv or .xlsx file. Export the table as CSV and upload that.`)
}
