import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Records } from '@headway/campus'
import { sqlText } from '../duckdb.ts'
import { IngestError } from '../errors.ts'
import { readDataset } from '../read-dataset.ts'
import { hashOf } from './hash-of.ts'
import { plainPath } from './load-sources.ts'
import { type Decoded, decodeManifest, type Manifest } from './manifest.ts'
import { startsOf } from './starts-of.ts'
import { type Kind, type TypedColumns, typedColumns } from './typed-columns.ts'
import { type Workbench, type WorkOptions, withWorkbench } from './workbench.ts'

/**
 * Records that `writeRecords` wrote; their hash is computed again from what was read.
 *
 * @throws IngestError `no_file`, `bad_dataset_file` (not ours, damaged, or changed since), `aborted`
 */
export async function readRecords(folder: string, options: WorkOptions = {}): Promise<Records> {
  const name = basename(folder)
  const { codebook, manifest } = await readManifest(folder)
  try {
    const content = await withWorkbench(options, bench => readFiles(folder, codebook, manifest, bench))
    const hash = hashOf(content)
    if (hash !== manifest.hash) throw bad(name, 'it was changed or damaged since it was written')
    return { ...content, hash }
  } catch (error) {
    if (error instanceof IngestError && (error.code === 'aborted' || error.file === name)) throw error
    throw bad(name, error instanceof Error ? error.message.split('\n')[0]! : String(error), error)
  }
}

/**
 * Which version of a dataset a folder holds, without reading it.
 *
 * @throws IngestError `no_file`, `bad_dataset_file`
 */
export async function readVersion(folder: string): Promise<Pick<Manifest, 'hash' | 'previous' | 'mapping'>> {
  const { hash, previous, mapping } = (await readManifest(folder)).manifest
  return { hash, ...(previous !== undefined && { previous }), ...(mapping && { mapping }) }
}

async function readManifest(folder: string): Promise<Decoded> {
  const name = basename(folder)
  const text = await readFile(join(folder, 'datapackage.json'), 'utf8').catch(cause => {
    throw new IngestError('no_file', name, `there is no dataset at ${folder}: it has no datapackage.json. Check the path.`, { cause })
  })
  let decoded: Decoded | string
  try {
    decoded = decodeManifest(JSON.parse(text))
  } catch (cause) {
    throw bad(name, cause instanceof Error ? cause.message : String(cause), cause)
  }
  if (typeof decoded === 'string') throw bad(name, decoded)
  return decoded
}

async function readFiles(
  folder: string,
  codebook: Records['codebook'],
  manifest: Manifest,
  bench: Workbench,
): Promise<Omit<Records, 'hash'>> {
  const { terms, courses, sections, resourceKinds, assessmentKinds, assumptions, synthetic } = manifest
  const root = await plainPath(folder, bench.folder)
  const read = <const K extends readonly Kind[]>(file: string, kinds: K): Promise<TypedColumns<K>> =>
    bench.on(file, () => typedColumns(bench.connection, `from read_parquet(${sqlText(join(root, file))})`, kinds))
  const { table } = await readDataset(join(root, 'enrolments.parquet'))
  const [section, registered, withdrawn] = await read('dates.parquet', ['i32', 'f64', 'f64'])
  const [kind] = await read('resources.parquet', ['i32'])
  const plan = await read('assessments.parquet', ['i32', 'i32', 'f64', 'f64', 'u8'])
  const [submitter, assessment, submitted, score, banked] = await read('submissions.parquet', ['i32', 'i32', 'i16', 'f64', 'u8'])
  const [actor, day, resource, amount] = await read('activity.parquet', ['i32', 'i16', 'i32', 'f32'])
  const ids = table.columns[codebook.fields.findIndex(f => f.role === 'student')]
  if (ids?.kind !== 'categorical') throw new TypeError('it has no column of students')
  const students = [...ids.levels].sort()
  const numbers = new Map(students.map((id, i) => [id, i]))
  return {
    codebook,
    terms,
    courses,
    sections,
    students,
    enrolments: { table, student: ids.codes.map(code => numbers.get(ids.levels[code]!)!), section, registered, withdrawn },
    resources: { kinds: resourceKinds, kind },
    activity: { starts: startsOf(actor, table.rows), day, resource, amount },
    assessments: Array.from(plan[0], (at, i) => ({
      section: at,
      kind: assessmentKinds[plan[1][i]!]!,
      due: plan[2][i]!,
      weight: plan[3][i]!,
      final: plan[4][i] === 1,
    })),
    submissions: { starts: startsOf(submitter, table.rows), assessment, day: submitted, score, banked },
    assumptions,
    synthetic,
  }
}

function bad(file: string, what: string, cause?: unknown): IngestError {
  return new IngestError('bad_dataset_file', file, `this is no intact dataset: ${what}. Restore it, or import the original files again.`, {
    cause,
  })
}
