import { startTests } from 'vitest/internal/browser'

export { modelHashes } from './model-hashes.ts'

/** The tests of `learn` for a page: their files, and how to run one. Bundled by learn-page.ts; nothing runs it in Node. */
const files = import.meta.glob<unknown>([
  '../../packages/learn/{src,test}/**/*.test.ts',
  '!../../packages/learn/test/{examples,types}.test.ts', // they read the sources: about text, not about numbers
])

/** As the glob spells them, from this folder. */
export const names = Object.keys(files)

export interface FileResult {
  readonly passed: number
  readonly failed: readonly { readonly name: string; readonly message: string }[]
}

/** Vitest's own runner, told as little as it needs: no timeouts worth having, no snapshots, no mocks. */
export async function run(file: string): Promise<FileResult> {
  const config = {
    root: '/',
    name: '',
    sequence: { shuffle: false, concurrent: false, hooks: 'stack', setupFiles: 'list', seed: 1 },
    setupFiles: [],
    tags: [],
    maxConcurrency: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    retry: 0,
    expect: {},
    snapshotOptions: { expand: false },
  }
  Object.assign(globalThis, { __vitest_worker__: { config, filepath: file, ctx: {} } })
  const tasks: unknown = await startTests([file], { config, importFile: (path: string) => files[path]!() } as never)
  return (tasks as readonly Task[]).map(task => resultOf(task, '')).reduce(added)
}

interface Task {
  readonly name: string
  readonly type: 'suite' | 'test'
  readonly tasks?: readonly Task[]
  readonly result?: { readonly state: string; readonly errors?: readonly { readonly message: string }[] }
}

function resultOf({ type, tasks = [], result }: Task, name: string): FileResult {
  const failed = (result?.errors ?? []).map(({ message }) => ({ name, message }))
  const own = { passed: Number(type === 'test' && result?.state === 'pass'), failed }
  return tasks.map(task => resultOf(task, name === '' ? task.name : `${name} > ${task.name}`)).reduce(added, own)
}

function added(a: FileResult, b: FileResult): FileResult {
  return { passed: a.passed + b.passed, failed: [...a.failed, ...b.failed] }
}
