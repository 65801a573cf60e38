import { check, summarise } from './check.ts'
import { runFaults } from './faults.ts'
import { stopCleanly } from './house/command.ts'
import { startPostgres, type ThrowawayPostgres } from './house/postgres.ts'
import { findRealParts, installRealParts } from './house/real-parts.ts'
import { removeScratches } from './house/scratch.ts'
import { runSteps, type Step, type StepResult } from './house/step.ts'
import { runVitest } from './house/vitest.ts'

/**
 * `npm test`: everything of `npm run check`, then the slow suites (PostgreSQL, Chromium, docs) and the faults.
 * A missing real part is a skip that is named and counted; where `CI` is set it is a failure.
 */
const say = console.log
let postgres: ThrowawayPostgres | undefined
stopCleanly(async () => {
  removeScratches()
  await postgres?.stop()
})

await installRealParts(findRealParts(), say)
const parts = findRealParts()
const needed: readonly Step[] = [
  { name: 'Chromium at hand', run: async () => atHand(parts.chromium !== undefined, 'Install Chromium, or name it in HEADWAY_CHROMIUM.') },
  { name: 'PostgreSQL at hand', run: openPostgres },
]

const outcomes = await check(say)
try {
  outcomes.push(...(await runSteps(needed, say)))
  if (parts.chromium) process.env['HEADWAY_CHROMIUM'] = parts.chromium
  outcomes.push(...(await runSteps([{ name: 'slow tests', run: () => runVitest(['--project', 'slow']) }], say)))
  outcomes.push(...(await runSteps([{ name: 'faults', run: () => runFaults(say) }], say)))
} finally {
  await postgres?.stop()
}
process.exitCode = summarise(outcomes, say) ? 0 : 1

/** `HEADWAY_TEST_POSTGRES` names a server of your own (its databases are dropped and made); else one is started here. */
async function openPostgres(): Promise<StepResult> {
  if (process.env['HEADWAY_TEST_POSTGRES']) return atHand(true, '')
  if (!parts.postgres) return atHand(false, 'Install PostgreSQL 15 or newer, or name a server in HEADWAY_TEST_POSTGRES.')
  try {
    postgres = await startPostgres(parts.postgres)
    process.env['HEADWAY_TEST_POSTGRES'] = postgres.url
    return atHand(true, '')
  } catch (error) {
    return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 }, output: String(error) }
  }
}

function atHand(found: boolean, advice: string): StepResult {
  if (found) return { ok: true, counts: { passed: 1, failed: 0, skipped: 0 }, output: '' }
  if (process.env['CI'])
    return { ok: false, counts: { passed: 0, failed: 1, skipped: 0 }, output: `It is missing, and in CI nothing is skipped. ${advice}` }
  say(`Skipping the tests that need it. ${advice}`)
  return { ok: true, counts: { passed: 0, failed: 0, skipped: 1 }, output: '' }
}
