import type { Result, Row } from './result.ts'

/** One bench. `run` measures and keeps its raw output; `document` writes the page that shows a result, all of it fresh after a whole run. */
export interface Bench {
  run(options: BenchOptions): Promise<{ readonly rows: readonly Row[]; readonly versions: Readonly<Record<string, string>> }>
  document?(result: Result, fresh: boolean): Promise<void>
}

export interface BenchOptions {
  readonly raw: string // folder for raw output
  readonly only: string // part of a task's name; '' runs all
  readonly say: (line: string) => void // progress
}
