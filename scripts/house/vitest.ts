import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type CommandOptions, runNode } from './command.ts'
import type { Counts, StepResult } from './step.ts'
import { tools } from './tools.ts'

export interface TestOutcome {
  readonly file: string // from the working directory, with forward slashes
  readonly name: string // describe and test names, joined by spaces
  readonly status: 'passed' | 'failed' | 'skipped'
}

export interface VitestResult extends StepResult {
  readonly tests: readonly TestOutcome[]
}

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** Runs Vitest once; a test file that cannot even be loaded counts as one failed test. */
export async function runVitest(
  args: readonly string[],
  { cwd = process.cwd(), env = process.env, show }: CommandOptions = {},
): Promise<VitestResult> {
  const folder = mkdtempSync(join(tmpdir(), 'headway-vitest-'))
  const file = join(folder, 'report.json')
  try {
    const run = await runNode([tools.vitest, 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
      cwd,
      env,
      ...(show !== undefined && { show }),
    })
    const report = readReport(file)
    if (!report) return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 }, output: run.output, tests: [] }
    const tests = report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({ file: relativeName(cwd, name), name: fullName, status: statusOf(status) })),
    )
    const broken = report.testResults.filter(suite => suite.status === 'failed' && !suite.assertionResults.some(t => t.status === 'failed'))
    const counts = countTests(tests, broken.length)
    return { ok: run.ok && counts.failed === 0, counts, output: failuresOf(run.output), tests }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What Vitest prints from its first failure on; all of it where it says nothing of failures. */
function failuresOf(output: string): string {
  const at = output.search(/^.*Failed (?:Tests|Suites) \d+/m)
  return at < 0 ? output : output.slice(at)
}

function countTests(tests: readonly TestOutcome[], broken: number): Counts {
  const having = (status: TestOutcome['status']) => tests.filter(t => t.status === status).length
  return { passed: having('passed'), failed: having('failed') + broken, skipped: having('skipped') }
}

function statusOf(status: string): TestOutcome['status'] {
  return status === 'passed' || status === 'failed' ? status : 'skipped' // 'pending', 'todo', 'disabled'
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

function relativeName(cwd: string, file: string): string {
  return relative(cwd, file).replaceAll('\\', '/')
}
