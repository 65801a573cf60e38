import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../test/run-command.ts'

const data = process.env['HEADWAY_DATA'] ?? join(import.meta.dirname, '../../../../shared/data')
const folder = mkdtempSync(join(tmpdir(), 'headway-limits-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const noTerms = 'No term is recorded: no later-intake test is possible'

describe.skipIf(!existsSync(join(data, 'uci856')))('the report on real files says what cannot be known there', () => {
  it.each([
    ['uci856/student_prediction.csv', 'GRADE<=1', [noTerms, '145 students are few', 'to ± 8 percentage points at best']],
    ['uci697/data.csv', 'Target=Dropout', [noTerms, 'Nobody has said when these columns are known: Tuition fees up to date']],
  ])('%s', async (file, target, says) => {
    const model = join(folder, 'model.json')
    await runCommand('train', join(data, file), '--target', target, '--learner', 'baseline', '--quick', '--out', model)
    const { code, out } = await runCommand('report', model)
    expect(code).toBe(0)
    for (const words of says) expect(out).toContain(words)
  })
})
