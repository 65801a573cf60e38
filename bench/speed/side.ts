import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Environment, pythonOf } from '../python.ts'
import type { Measured } from './measured.ts'
import type { RowsFile } from './rows-file.ts'
import type { Task } from './work/task.ts'

/** One of those that are compared, and what it is told to do. */
export interface Side {
  readonly name: string
  readonly engine: 'ours' | Environment
  readonly task: Task<RowsFile> | PeerTask
  readonly nodeFlags?: readonly string[]
  /** Where it runs instead of a process of its own. */
  readonly elsewhere?: () => Promise<Measured>
}

/** What bench/peers/speed.py is told besides. */
export interface PeerTask extends Omit<Task<RowsFile>, 'work'> {
  readonly work: Task<RowsFile>['work'] | 'tolerance'
  readonly way?: 'predict' | 'inplace_predict' | 'onnxruntime'
  readonly gradient?: number
}

const LONGEST_MS = 600_000

/** One measurement in a process of its own. */
export async function measure({ engine, task, nodeFlags = [], elsewhere }: Side): Promise<Measured> {
  if (elsewhere) return elsewhere()
  const [program, args] =
    engine === 'ours'
      ? [process.execPath, [...nodeFlags, join(import.meta.dirname, 'ours.ts'), JSON.stringify(task)]]
      : [await pythonOf(engine, console.error), [join(import.meta.dirname, '..', 'peers', 'speed.py'), JSON.stringify(task)]]
  const env = { ...process.env, ...threadsOf(task.threads ?? 1), ...(engine === 'newest' && ownKernels) }
  const { stdout } = await promisify(execFile)(program, args, { env, timeout: LONGEST_MS, maxBuffer: 2 ** 24 })
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Measured
}

function threadsOf(threads: number): Record<string, string> {
  const names = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS']
  return Object.fromEntries(names.map(name => [name, String(threads)]))
}

/** A machine may hold an old OpenBLAS to plain kernels; a new one chooses better for itself. */
const ownKernels = { OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined }
