import { stat } from 'node:fs/promises'
import { IngestError } from '../errors.ts'
import { type Found, findSources, plainPath } from './load-sources.ts'
import type { Preset } from './preset.ts'
import { presets } from './presets.ts'
import type { Workbench } from './workbench.ts'

const MAP_IT =
  'For logs and gradebooks of Moodle say --preset moodle. Where nothing fits, have a mapping guessed: headway import <folder> --guess-mapping mapping.json'

/**
 * The preset itself, or that of the name, or the first whose files are all there with exactly its columns; never a guess.
 *
 * @throws IngestError `no_file` (no such folder), `no_preset`; for a named preset `no_file` or `wrong_columns`; whatever makes a file unreadable
 */
export async function choosePreset(
  bench: Workbench,
  folder: string,
  name: string | Preset | undefined,
): Promise<{ readonly preset: Preset; readonly found: readonly Found[] }> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new IngestError('no_file', folder, 'there is no such folder. Give the folder that holds the files.')
  const root = await plainPath(folder, bench.folder)
  if (typeof name === 'object') return { preset: name, found: await findSources(bench, name, root) }
  const known = presets.map(p => p.name).join(', ')
  if (name !== undefined) {
    const preset = presets.find(p => p.name === name)
    if (!preset) throw new IngestError('no_preset', folder, `there is no preset called ${name}. Known: ${known}. ${MAP_IT}.`)
    return { preset, found: await findSources(bench, preset, root) }
  }
  const said: string[] = []
  for (const preset of presets) {
    try {
      return { preset, found: await findSources(bench, preset, root) }
    } catch (error) {
      if (!(error instanceof IngestError) || (error.code !== 'no_file' && error.code !== 'wrong_columns')) throw error
      said.push(`not ${preset.name}: ${error.message}`)
    }
  }
  throw new IngestError('no_preset', folder, `these files are of no known kind (${known}). ${said.join(' ')} ${MAP_IT}.`)
}
