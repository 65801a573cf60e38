import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { observable } from '@observablehq/notebook-kit/vite'
import { build } from 'vite'

const folder = import.meta.dirname
const kit = dirname(fileURLToPath(import.meta.resolve('@observablehq/notebook-kit')))

/**
 * Runs the Node cells of the notebook and builds its page to notebooks/dist; nothing is fetched.
 *
 * The kit runs a Node cell as `node --permission --allow-fs-read=.` and keeps its output by the cell's text alone. Ours read the
 * data beside the repository through DuckDB (a native addon), so they get those permissions, and are always run anew.
 * See docs/decisions/0007-notebooks.md.
 */
async function buildNotebooks(): Promise<void> {
  process.env['PATH'] = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  process.env['NODE_OPTIONS'] =
    `--allow-addons --allow-fs-read=* ${JSON.stringify(`--allow-fs-write=${join(tmpdir(), '*')}`)} --disable-warning=SecurityWarning`
  rmSync(join(folder, '.observable'), { recursive: true, force: true })
  await build({
    root: folder,
    base: './',
    appType: 'mpa',
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: [{ find: /^observable:/, replacement: `${kit}/` }] },
    plugins: [observable({ template: join(folder, 'page.html') })],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: join(folder, 'uci856.html'), checks: { pluginTimings: false } },
    },
  })
}

await buildNotebooks()
