import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeModel } from '@headway/campus'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../../test/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'headway-import-model-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Golden {
  readonly cases: readonly { readonly name: string; readonly model: string }[]
}

const golden = (file: string, name: string) =>
  (JSON.parse(readFileSync(new URL(`../../../learn/golden/imported/${file}.json`, import.meta.url), 'utf8')) as Golden).cases.find(
    c => c.name === name,
  )!.model

const asked = ['--data', at('rows.csv'), '--target', 'GRADE<=1', '--claimed-by', 'A. Registrar']
const features = ['--features', 'CUML_GPA,EXP_GPA,WORK']

beforeAll(async () => {
  await runCommand('generate', '--rows', '120', '--seed', '4', '--out', at('rows.csv'))
  writeFileSync(at('xgboost.json'), golden('xgboost-3.2.0-binary', 'stopped early'))
  writeFileSync(at('lightgbm.txt'), golden('lightgbm-4.7.0-binary', 'probabilities, missing values'))
})

it('makes a model of a file of XGBoost, which predict, report and the rest take', async () => {
  const out = at('from-xgboost.json')
  const ran = await runCommand(
    'import-model',
    at('xgboost.json'),
    ...asked,
    ...features,
    '--out',
    out,
    '--forecasts',
    at('f.csv'),
    '--report',
    at('r.html'),
  )
  expect(ran.code).toBe(0)
  expect(ran.err).toMatch(/note: \d of \d rounds are taken, and the file says that \d were best/)
  expect(ran.out).toContain('what A. Registrar says')
  expect(ran.out).toMatch(/model in .*from-xgboost\.json$/)
  expect(readFileSync(at('f.csv'), 'utf8').trim().split('\n')).toHaveLength(121)
  expect(readFileSync(at('r.html'), 'utf8')).toContain('Nothing was searched or fitted here')
  const predicted = (await runCommand('predict', out, at('rows.csv'), '--reasons')).out.split('\n')
  expect(predicted).toHaveLength(121)
  expect((await runCommand('report', out)).out).toContain('imported from XGBoost 3.2.0, binary:logistic')
  expect(decodeModel(readFileSync(out, 'utf8')).fitted.learner).toBe('imported')
})

it('makes one of a file of LightGBM, and prints its report as data', async () => {
  const { code, out } = await runCommand('import-model', at('lightgbm.txt'), ...asked, ...features, '--out', at('l.json'), '--json')
  expect([code, JSON.parse(out).elsewhere]).toEqual([
    0,
    { name: 'imported from LightGBM (format v4), binary, 3 rounds', claimedBy: 'A. Registrar' },
  ])
})

it('takes the best rounds, levels and a plan as they are said', async () => {
  const levels = at('levels.json')
  writeFileSync(levels, '{ "WORK": ["2", "1"] }')
  const more = [
    '--rounds',
    'best',
    '--levels',
    levels,
    '--plan',
    'folds',
    '--list',
    '20',
    '--overrule',
    'we try it',
    '--by',
    'D. Dean',
    '--out',
    at('b.json'),
  ]
  const { code, out, err } = await runCommand('import-model', at('xgboost.json'), ...asked, ...features, ...more)
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/\d of \d rounds/)
  const { report, seen } = decodeModel(readFileSync(at('b.json'), 'utf8'))
  expect(report.gate).toMatchObject({ listed: 20, overrule: { reason: 'we try it', by: 'D. Dean' } })
  expect(seen['WORK']).toEqual(['1', '2'])
})

it.each<[string, string[], number, RegExp]>([
  ['no rows', ['--target', 'GRADE<=1', '--claimed-by', 'x', '--out', at('x.json')], 2, /--data <rows.csv>/],
  ['nobody who claims it', ['--data', at('rows.csv'), '--target', 'GRADE<=1', '--out', at('x.json')], 2, /--claimed-by <name>/],
  ['no target', ['--data', at('rows.csv'), '--claimed-by', 'x', '--out', at('x.json')], 2, /--target <column>/],
  ['nowhere to write', asked, 2, /--out <model.json>/],
  ['rounds of no number', [...asked, '--rounds', 'many', '--out', at('x.json')], 2, /--rounds must be a whole number/],
  ['a reason of nobody', [...asked, '--overrule', 'because', '--out', at('x.json')], 2, /--overrule <reason> --by <name>/],
  ['another plan', [...asked, '--plan', 'chance', '--out', at('x.json')], 2, /--plan must be one of/],
  ['levels that are no lists', [...asked, '--levels', at('rows.csv'), '--out', at('x.json')], 2, /could not be read as JSON/],
  ['features that are no columns', [...asked, '--out', at('x.json')], 1, /Feature 0 .*"f0".*\[unknown_column\]/],
  ['more rounds than there are', [...asked, '--rounds', '99', '--out', at('x.json')], 1, /99 rounds were asked for.*\[bad_model_file\]/],
])('refuses %s and writes nothing', async (_, args, code, says) => {
  const ran = await runCommand('import-model', at('xgboost.json'), ...args)
  expect([ran.code, ran.err]).toEqual([code, expect.stringMatching(says)])
  expect(existsSync(at('x.json'))).toBe(false)
})

it('refuses what is no model, with what to do', async () => {
  writeFileSync(at('model.ubj'), Buffer.from([0x7b, 0x4c, 0, 0, 0, 0, 0, 0, 0, 7, 0x6c, 0xff]))
  const { code, err } = await runCommand('import-model', at('model.ubj'), ...asked, '--out', at('x.json'))
  expect([code, err]).toEqual([1, expect.stringMatching(/binary format.*booster.save_model\('model.json'\).*\[bad_model_file\]/)])
})
