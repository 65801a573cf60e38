import { runNode, stopCleanly } from './house/command.ts'
import { addCounts, describeCounts, oneTest, runSteps, type Step, type StepOutcome } from './house/step.ts'
import { tools } from './house/tools.ts'
import { runVitest } from './house/vitest.ts'

/** What `npm run check` runs: the tools one after another, and beside them the fast tests (two cores). */
export async function check(say: (line: string) => void): Promise<StepOutcome[]> {
  const tests: Step = { name: 'fast tests, with arrows', run: () => runVitest(['--project', 'fast']) }
  const lanes = await Promise.all([runSteps(toolSteps, say), runSteps([tests], say)])
  return lanes.flat()
}

const toolSteps: readonly Step[] = [
  toolStep('types', [tools.tsc, '-b']),
  toolStep('types of tests, scripts', [tools.tsc, '-p', 'tsconfig.test.json']),
  toolStep('types of the kernel', [tools.tsc, '-p', 'packages/learn/kernel/tsconfig.json']),
  toolStep('lint and format', [tools.biome, 'check', '--error-on-warnings', '--max-diagnostics=50']),
  toolStep('unused code', [tools.knip, '--no-config-hints']),
  toolStep('generated files', ['scripts/generate.ts', '--check']),
]

function toolStep(name: string, command: readonly string[]): Step {
  return {
    name,
    async run() {
      const { ok, output } = await runNode(command)
      return { ok, output, counts: oneTest(ok) }
    },
  }
}

/** Names what failed; the last line is the total. Nothing run at all is a failure too. */
export function summarise(outcomes: readonly StepOutcome[], say: (line: string) => void): boolean {
  const failed = outcomes.filter(o => !o.ok)
  if (failed.length > 0) say(`\nFailed: ${failed.map(o => o.name).join('; ')}`)
  const total = addCounts(outcomes.map(o => o.counts))
  say(`\nafter ${(performance.now() / 1000).toFixed(0)} s`)
  say(describeCounts(total))
  return failed.length === 0 && total.failed === 0 && total.passed > 0
}

if (import.meta.main) {
  stopCleanly(() => {})
  const ok = summarise(await check(console.log), console.log)
  process.exitCode = ok ? 0 : 1
}
