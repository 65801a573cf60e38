/** One part of `check` or `test`. A step that runs no tests of its own counts as one test. */
export interface Step {
  readonly name: string
  run(): Promise<StepResult>
}

export interface StepResult {
  readonly ok: boolean
  readonly counts: Counts
  readonly output: string // shown when the step fails
}

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface StepOutcome extends StepResult {
  readonly name: string
  readonly seconds: number
}

/** Runs the steps one after another, all of them, and says of each how it went and how long it took. */
export async function runSteps(steps: readonly Step[], say: (line: string) => void): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = []
  for (const { name, run } of steps) {
    const started = performance.now()
    const result = await run()
    const outcome = { name, seconds: (performance.now() - started) / 1000, ...result }
    if (!outcome.ok) say(`\n── ${name} ──\n${outcome.output.trimEnd()}\n`)
    say(describeStep(outcome))
    outcomes.push(outcome)
  }
  return outcomes
}

export function describeStep({ name, ok, seconds, counts }: StepOutcome): string {
  const many = counts.passed + counts.failed + counts.skipped > 1
  return `${ok ? '✓' : '✗'} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s${many ? `   ${describeCounts(counts)}` : ''}`
}

/** @example describeCounts({ passed: 3, failed: 0, skipped: 1 }) // '3 passed, 0 failed, 1 skipped' */
export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = (of: keyof Counts) => all.reduce((total, counts) => total + counts[of], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** The counts of a step that either holds or does not. */
export function oneTest(ok: boolean): Counts {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}
