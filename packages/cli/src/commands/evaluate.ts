import { defaultPlan, type HonestyGap, honestyGap } from '@headway/campus'
import { withNodeThreads } from '@headway/ingest'
import type { Progress } from '@headway/learn'
import { ask, askingOptions, askingUsage } from '../asking.ts'
import type { Command } from '../command.ts'
import { oneFile, parse } from '../options.ts'
import { gapText, reportText } from '../report-text.ts'
import { trainFrame } from '../train-frame.ts'

/** evaluate: the honest figures, and with --naive what a careless protocol would have claimed. */
export const evaluate: Command = {
  name: 'evaluate',
  summary: 'Say honestly how well the outcome can be forecast, without keeping a model',
  usage: `evaluate <file.csv> --target <t> [--naive]
    --naive              show what over-sampling before the split would have claimed, beside the honest figures of the same learner${askingUsage}`,

  async run(args, io) {
    const { positionals, values } = parse(args, { ...askingOptions, naive: { type: 'boolean', default: false } })
    const { frame, options, threads } = await ask(oneFile(positionals, 'file of past students'), values, io)
    const progress = (p: Progress) => io.progress(p.what, p.done, p.total)
    if (values.naive) {
      const plan = options.plan ?? defaultPlan(frame, options.seed)
      const gap = await withNodeThreads(frame.sample.y.length, threads, given =>
        honestyGap(frame, { ...options, plan }, { progress, ...given }),
      )
      io.out(values.json ? JSON.stringify(figures(gap)) : gapText(gap))
      return 0
    }
    const { report } = await trainFrame(frame, options, { threads, keep: values.keep }, io)
    io.out(values.json ? JSON.stringify(report) : reportText(report))
    return 0
  },
}

/** The figures first, each `{ value, low, high, … }`, then how they came about. */
function figures({ honest, naive, baseline, ...about }: HonestyGap) {
  return { honest, naive, baseline, ...about }
}
