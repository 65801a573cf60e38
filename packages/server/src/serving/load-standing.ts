import { decodeModel } from '@headway/campus'
import type { Blobs } from '../blobs.ts'
import type { Queries } from '../db/open.ts'
import { challengerOf, championOf } from '../registry/champions.ts'
import { activeDataset } from '../registry/datasets.ts'
import { readied, type Standing } from './serving.ts'

/** What the store says about forecasts: the model at work made ready, or why there is none. */
export async function loadStanding(queries: Queries, blobs: Blobs, before?: Standing): Promise<Standing> {
  const dataset = await activeDataset(queries)
  if (!dataset && (before?.state === 'preparing' || before?.state === 'failed')) return before // only this server knows of it
  if (!dataset) return { state: 'no_model', synthetic: false, why: 'There are no data yet. Upload past students: POST /api/upload.' }
  const champion = await championOf(queries, dataset.id)
  if (champion && before?.state === 'serving' && before.champion.id === champion.modelId) return before
  if (champion) return { state: 'serving', champion: readied(champion.modelId, decodeModel(await textOf(blobs, champion.blob))) }
  const waiting = await challengerOf(queries, dataset.id)
  const why = waiting
    ? 'A trained model waits. Put it to work: POST /api/save_retrain with the body true.'
    : 'The upload is in, but no model has been trained on it. Train one: POST /api/retrain.'
  return { state: 'no_model', synthetic: dataset.synthetic, why }
}

export async function textOf(blobs: Blobs, name: string): Promise<string> {
  return new TextDecoder().decode(await blobs.get(name))
}
