import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import { ProblemError } from '../../problem.ts'

export const MOST_BYTES = 50 * 1024 * 1024
const MOST_CODEBOOK_BYTES = 1024 * 1024
const KINDS = ['.csv', '.xlsx']

/** A form as it came in: the file of students on the disk, and its codebook as text where one was sent. */
export interface Received {
  readonly file: string // what its owner calls it
  readonly path: string // where it lies; the caller removes it
  readonly codebook: string | undefined
}

/** @throws ProblemError `bad_request` (no file), `unsupported_file`, `too_large`; then nothing is left on the disk */
export async function receiveUpload(parts: AsyncIterable<Multipart>, folder: string): Promise<Received> {
  let students: { readonly file: string; readonly path: string } | undefined
  let codebook: string | undefined
  try {
    for await (const part of parts) {
      if (part.type === 'field') codebook = part.fieldname === 'codebook' ? String(part.value) : codebook
      else if (part.fieldname === 'codebook') codebook = await textOf(part)
      else if (students) part.file.resume()
      else students = await stored(part, folder)
    }
  } catch (error) {
    if (students) await rm(students.path, { force: true })
    throw error
  }
  if (students) return { ...students, codebook }
  throw new ProblemError('bad_request', 'The form holds no file. Send it as the part called file: curl -F file=@students.csv …')
}

async function stored(part: MultipartFile, folder: string): Promise<{ file: string; path: string }> {
  const file = basename(part.filename)
  const kind = extname(file).toLowerCase()
  const path = join(folder, `${randomUUID()}${kind}`)
  try {
    if (!KINDS.includes(kind)) {
      throw new ProblemError(
        'unsupported_file',
        `${file} is not a .csv or .xlsx file. Export one table with a row per student as CSV and upload that. Several tables (students, events, submissions) and models of them are for the command line: headway import, headway train --dataset, headway predict --dataset.`,
      )
    }
    await pipeline(part.file, createWriteStream(path, { flags: 'wx' }))
    if (part.file.truncated) throw new ProblemError('too_large', `${file} has more than 50 MB. Split it into smaller files.`)
    return { file, path }
  } catch (error) {
    part.file.resume() // what was not read is thrown away, so that the answer can be sent
    await rm(path, { force: true })
    throw error
  }
}

async function textOf(part: MultipartFile): Promise<string> {
  const bytes = await part.toBuffer()
  if (bytes.length <= MOST_CODEBOOK_BYTES) return bytes.toString('utf8')
  throw new ProblemError('too_large', `The codebook ${basename(part.filename)} has more than 1 MB. It should hold columns and codes only.`)
}
