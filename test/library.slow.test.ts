import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runNode } from '../scripts/house/command.ts'
import { tools } from '../scripts/house/tools.ts'
import { runNpm } from '../scripts/launch/npm.mjs'
import { packPackages } from '../scripts/pack.ts'
import { noChromium, openChromium } from './browser/chromium.ts'
import { codeBlocks } from './code-blocks.ts'

/** As a stranger has it: an empty project, the two tarballs, plain JavaScript, no registry at hand. */
describe('the packed libraries in an empty project', () => {
  let project: string
  let tarballs: string[]

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'headway-library-'))
    tarballs = await packPackages(join(project, 'tarballs'))
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module' }))
    const offline = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', `--cache=${join(project, 'cache')}`]
    const { ok, output } = runNpm(process.execPath, ['install', ...offline, ...tarballs], { cwd: project, show: false })
    if (!ok) throw new Error(`npm could not install the tarballs:\n${output}`)
  })
  afterAll(() => rmSync(project, { recursive: true, force: true }))

  const installed = (name: string, file: string) => readFileSync(join(project, 'node_modules', '@headway', name, file), 'utf8')

  /** Runs a module of the project without type stripping, as Node 20 would. */
  async function run(code: string): Promise<string> {
    const file = join(project, 'script.js')
    writeFileSync(file, code)
    const { ok, output } = await runNode(['--no-experimental-strip-types', file], { cwd: project })
    if (!ok) throw new Error(output)
    return output
  }

  it('hold JavaScript, types, licence and README, and nothing else', () => {
    for (const name of ['learn', 'campus']) {
      const manifest = JSON.parse(installed(name, 'package.json'))
      expect(manifest).not.toHaveProperty('private')
      expect(manifest.exports['.']).toEqual({ types: './dist/index.d.ts', default: './dist/index.js' })
      expect(installed(name, 'LICENSE')).toContain('Apache License')
      expect(installed(name, 'README.md')).toContain(`# @headway/${name}`)
    }
    expect(JSON.parse(installed('campus', 'package.json')).dependencies).toEqual({
      '@headway/learn': JSON.parse(readFileSync('packages/learn/package.json', 'utf8')).version,
    })
    const files = (name: string) =>
      runNpm(process.execPath, ['pack', '--dry-run', '--json', '--offline'], {
        cwd: join(project, 'node_modules', '@headway', name),
        show: false,
      })
    for (const name of ['learn', 'campus']) {
      const [{ files: listed }] = JSON.parse(files(name).output) as [{ files: { path: string }[] }]
      expect(listed.map(f => f.path).filter(path => !/^(dist\/[\w./-]+\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/.test(path))).toEqual(
        [],
      )
      expect(listed.map(f => f.path).filter(path => /\.test/.test(path))).toEqual([])
    }
  })

  it('train and forecast in plain JavaScript', async () => {
    const output = await run(`
      import { fitRecipe, forecast, numericColumn, sample, table, wholeOf } from '@headway/learn'
      const hours = Array.from({ length: 60 }, (_, i) => i % 12)
      const rows = sample({
        table: table([numericColumn('hours', hours)]),
        y: Float64Array.from(hours, h => Number(h > 5)),
        task: { kind: 'binary', classes: ['failed', 'passed'] },
      })
      const model = fitRecipe({ steps: [], learner: { kind: 'boosting' } }, wholeOf(rows), { seed: 1 })
      const { data } = forecast(model, table([numericColumn('hours', [1, 10])]))
      console.log(data[1] < 0.1 && data[3] > 0.9)
    `)
    expect(output).toBe('true\n')
  })

  it('train a whole model of students, and read it again', async () => {
    const output = await run(`
      import { askQuestion, compileScorer, decodeModel, encodeModel, frame, generate, quickly, readTable, train, uci856 } from '@headway/campus'
      const { raw } = generate(uci856, { rows: 120, seed: 1 })
      const { dataset } = readTable(uci856, raw, { synthetic: true })
      const framed = frame(dataset, askQuestion(uci856, { target: 'GRADE' }))
      const text = encodeModel(train(framed, { ...quickly(framed, 1), seed: 1, learner: 'linear' }))
      const { probabilities } = compileScorer(decodeModel(text)).score({})
      console.log(Object.keys(probabilities).length)
    `)
    expect(output).toBe('8\n')
  })

  it('have types that a strict compiler takes', async () => {
    writeFileSync(
      join(project, 'use.ts'),
      `import { type Bundle, decodeModel } from '@headway/campus'
import { fitRecipe, forecast, type Matrix, numericColumn, type Recipe, sample, table, type TrainingPart, wholeOf } from '@headway/learn'

const recipe: Recipe = { steps: [{ kind: 'standardScale' }], learner: { kind: 'linear', params: { lambda: 0.1 } } }
const rows = sample({ table: table([numericColumn('x', [1, 2, 3])]), y: Float64Array.of(1, 2, 3), task: { kind: 'regression' } })
const part: TrainingPart<'real'> = wholeOf(rows)
export const values: Matrix = forecast(fitRecipe(recipe, part, { seed: 1 }), rows.table)
export const bundle = (text: string): Bundle => decodeModel(text)
// @ts-expect-error rows that nobody split are not learned from
fitRecipe(recipe, rows, { seed: 1 })
`,
    )
    const compilerOptions = {
      module: 'nodenext',
      moduleResolution: 'nodenext',
      target: 'es2023',
      lib: ['es2023'],
      types: [],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }))
    const { ok, output } = await runNode([resolve(tools.tsc), '-p', project])
    expect(output).toBe('')
    expect(ok).toBe(true)
  })

  it.each(['docs/learn.md', 'docs/learners.md', 'packages/learn/README.md', 'packages/campus/README.md'])(
    'run the code of %s',
    async page => {
      const blocks = codeBlocks(readFileSync(page, 'utf8'))
      expect(blocks.length).toBeGreaterThan(0)
      expect(await run(blocks.join('\n'))).not.toMatch(/undefined|NaN/)
    },
  )

  it('print what docs/learn.md says that its ten lines print', async () => {
    const page = readFileSync('docs/learn.md', 'utf8')
    const [students, tenLines] = codeBlocks(page)
    const statements = tenLines!.split('\n').filter(line => line !== '' && !line.startsWith('import '))
    expect(statements).toHaveLength(10)
    expect(await run(`${students}\n${tenLines}`)).toBe(codeBlocks(page, 'text')[0])
  })

  it.skipIf(noChromium)('run the page of docs/learn.md in Chromium, without a bundler', async () => {
    const [html] = codeBlocks(readFileSync('docs/learn.md', 'utf8'), 'html')
    const browser = await openChromium()
    try {
      const page = await browser.newPage()
      const complaints: string[] = []
      page.on('pageerror', error => complaints.push(String(error)))
      await page.route('http://stranger.test/**', route => route.fulfill({ path: join(project, new URL(route.request().url()).pathname) }))
      await page.route('http://stranger.test/', route => route.fulfill({ contentType: 'text/html', body: html! }))
      await page.goto('http://stranger.test/')
      await page.locator('output', { hasText: /^0\.\d{3}$/ }).waitFor()
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
