import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { stopCleanly } from './house/command.ts'
import { type Fault, readFault } from './house/fault.ts'
import { makeScratch, removeScratches, type Scratch } from './house/scratch.ts'
import { describeCounts, type StepResult } from './house/step.ts'
import { runVitest, type TestOutcome } from './house/vitest.ts'

const folder = join('test', 'faults')

interface Verdict {
  readonly fault: Fault
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly why: string
}

/**
 * Plants every fault of test/faults in a scratch clone of what is committed, one at a time, and looks whether the test that the
 * patch names goes red. A test that was not green before, a patch that no longer applies and a fault that nothing sees are failures.
 */
export async function runFaults(say: (line: string) => void): Promise<StepResult> {
  const faults = readdirSync(folder)
    .filter(file => file.endsWith('.patch'))
    .sort()
    .map(file => readFault(file, readFileSync(join(folder, file), 'utf8')))
  try {
    const scratches: Scratch[] = []
    const lanes = Math.min(2, cpus().length, faults.length)
    for (let i = 0; i < lanes; i++) scratches.push(await makeScratch(process.cwd()))
    const [first] = scratches
    if (!first) return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 }, output: `There is no patch in ${folder}.` }
    const before = await testsBefore(first, faults)
    const verdicts: Verdict[] = []
    const waiting = [...faults]
    await Promise.all(
      scratches.map(async scratch => {
        for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
          const verdict = await judge(scratch, fault, before)
          say(describeVerdict(verdict))
          verdicts.push(verdict)
        }
      }),
    )
    return resultOf(verdicts)
  } finally {
    removeScratches()
  }
}

/** All named tests once, without any fault. */
async function testsBefore({ path }: Scratch, faults: readonly Fault[]): Promise<readonly TestOutcome[]> {
  const files = [...new Set(faults.map(f => f.testFile))]
  const { tests } = await runVitest([...files, '-t', faults.map(f => `(?:${f.testName})`).join('|')], { cwd: path })
  return tests
}

async function judge(scratch: Scratch, fault: Fault, before: readonly TestOutcome[]): Promise<Verdict> {
  const named = before.filter(t => belongs(t, fault))
  const fail = (why: string): Verdict => ({ fault, status: 'failed', why })
  if (named.length === 0) return fail(`no test in ${fault.testFile} is called "${fault.testName}"`)
  if (named.some(t => t.status === 'failed')) return fail('its test is red even without the fault')
  if (named.every(t => t.status === 'skipped')) return { fault, status: 'skipped', why: 'its test was skipped: a real part is missing' }
  const trouble = await scratch.plant(join(folder, fault.file))
  if (trouble) return fail(`the patch no longer applies: ${trouble.trim()}`)
  const { tests, output } = await runVitest([fault.testFile, '-t', fault.testName], { cwd: scratch.path })
  await scratch.restore()
  if (tests.some(t => belongs(t, fault) && t.status === 'failed')) return { fault, status: 'passed', why: 'went red' }
  if (tests.length === 0)
    return fail(`its test could not run with the fault planted:\n${output.trimEnd().split('\n').slice(-15).join('\n')}`)
  return fail('its test stayed green')
}

function belongs({ file, name }: TestOutcome, { testFile, testName }: Fault): boolean {
  return file === testFile && new RegExp(testName).test(name)
}

function describeVerdict({ fault, status, why }: Verdict): string {
  const mark = { passed: '✓', failed: '✗', skipped: '–' }[status]
  return `  ${mark} ${fault.sentence.padEnd(60)} ${why.split('\n')[0]}`
}

function resultOf(verdicts: readonly Verdict[]): StepResult {
  const having = (status: Verdict['status']) => verdicts.filter(v => v.status === status)
  const counts = { passed: having('passed').length, failed: having('failed').length, skipped: having('skipped').length }
  return {
    ok: counts.failed === 0,
    counts,
    output: having('failed')
      .map(v => `${v.fault.file}: ${v.why}`)
      .join('\n'),
  }
}

if (import.meta.main) {
  stopCleanly(removeScratches)
  const { ok, counts, output } = await runFaults(console.log)
  if (output) console.log(`\n${output}`)
  console.log(describeCounts(counts))
  process.exitCode = ok ? 0 : 1
}
