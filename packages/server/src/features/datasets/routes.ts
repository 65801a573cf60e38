import { rm } from 'node:fs/promises'
import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Problem, UploadAnswer, UploadQuery } from '@headway/contract'
import { MOST_BYTES, receiveUpload } from './receive-upload.ts'
import type { Upload } from './upload.ts'

export interface DatasetRouteDeps {
  readonly upload: (upload: Upload) => Promise<UploadAnswer>
  readonly uploadsFolder: string
}

export const datasetRoutes: FastifyPluginAsyncTypebox<DatasetRouteDeps> = async (app, { upload, uploadsFolder }) => {
  await app.register(multipart, { limits: { files: 2, fileSize: MOST_BYTES, fields: 10, parts: 11 } })

  app.post(
    '/upload',
    {
      config: { permission: 'data:write' },
      schema: {
        summary: 'Add past students from a CSV or XLSX file',
        description:
          'A multipart form with a part called `file`, up to 50 MB, and, for columns that no built-in codebook describes, a part called `codebook` (a datapackage.json as `headway profile --save` writes it, checked by a person, its outcome with the role target). The same file twice changes nothing.',
        tags: ['data'],
        consumes: ['multipart/form-data'],
        querystring: UploadQuery,
        response: { 200: UploadAnswer, 409: Problem, 413: Problem, 415: Problem, 422: Problem, 507: Problem },
      },
    },
    async request => {
      const { file, path, codebook } = await receiveUpload(request.parts(), uploadsFolder)
      try {
        return await upload({ path, file, codebook, synthetic: request.query.synthetic === 'true', actor: request.user.id })
      } finally {
        await rm(path, { force: true })
      }
    },
  )
}
