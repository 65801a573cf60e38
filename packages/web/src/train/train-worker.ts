import { askQuestion, decodeCodebook, encodeModel, frame, quickly, renderReport, train } from '@headway/campus'
import { type Imported, importCsv } from '@headway/ingest/browser'
import { LearnError } from '@headway/learn'
import type { Answer, Choices, FileRead, Order, Source, Trained } from './messages.ts'
import { targetsOf } from './targets-of.ts'
import { startWebThreads } from './web-threads.ts'

const SEED = 1
const MOST_SHOWN = 20

/** Trains in its own thread, with helpers where there may be some. It keeps nothing between two orders. */
let threads = startWebThreads()
const say = (answer: Answer) => self.postMessage(answer)

self.onmessage = async ({ data }: MessageEvent<Order>) => {
  try {
    if (data.kind === 'read') say({ kind: 'read', read: await read(data.source) })
    else say({ kind: 'trained', trained: await trained(data.source, data.choices) })
  } catch (error) {
    if (error instanceof LearnError && error.code === 'worker_died') threads = startWebThreads()
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

void threads.then(started => say({ kind: 'ready', threads: started?.count ?? 1 }))

async function read(source: Source): Promise<FileRead> {
  const { dataset, codebook, guessed, refused, notes } = await imported(source)
  return {
    rows: dataset.table.rows,
    fields: codebook.fields.map(({ name, role, scale, sensitivity = '' }) => ({ name, role, scale: scale.kind, sensitivity })),
    codebook: codebook.title,
    guessed,
    refused: refused.length,
    refusals: refused.slice(0, MOST_SHOWN),
    notes,
    targets: targetsOf(codebook),
  }
}

/** As `headway train` does it: the same model, byte for byte. */
async function trained(source: Source, { target, withProtected, quick }: Choices): Promise<Trained> {
  const { dataset } = await imported(source)
  const started = performance.now()
  const framed = frame(dataset, askQuestion(dataset.codebook, { target, withProtected }))
  const looks = quick ? quickly(framed, SEED) : { refits: framed.sample.y.length <= 1000 ? 20 : 0 }
  const helped = await threads
  const bundle = train(
    framed,
    { seed: SEED, ...looks },
    {
      progress: progress => say({ kind: 'progress', progress }),
      ...(helped && { threads: helped }),
    },
  )
  return {
    model: encodeModel(bundle),
    report: renderReport(bundle.report),
    verdict: (bundle.report.gate ?? bundle.report.verdict).sentence,
    seconds: (performance.now() - started) / 1000,
  }
}

async function imported({ file, codebook }: Source): Promise<Imported> {
  if (!codebook) return importCsv(file.name, file)
  return importCsv(file.name, file, { codebook: decodeCodebook(parsed(codebook.name, await codebook.text())) })
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${name} is not JSON. Give the datapackage.json that \`headway profile --save\` writes.`, { cause })
  }
}
