import { type Evaluated, encodeModel, heldOutLines, renderReport, type TrainOptions } from '@headway/campus'
import type { Tuned } from '@headway/learn'
import { ask, askingOptions, askingUsage } from '../asking.ts'
import { type Command, type Io, UsageError } from '../command.ts'
import { oneFile, parse } from '../options.ts'
import { reportText } from '../report-text.ts'
import { trainFrame } from '../train-frame.ts'
import { momentOptions, momentUsage, trainMoments } from '../train-moments.ts'

/** train: evaluate honestly, fit on all rows, and write the model with its report. */
export const train: Command = {
  name: 'train',
  summary: 'Train a model on past students and write it with its honest report',
  usage: `train <file.csv> --target <t> --out <model.json> [--report <report.html>]
    --out <file>         where the model goes
    --report <file>      write the report as one self-contained page as well
    --forecasts <file>   write the forecasts for rows never seen as CSV, to compute any figure again (records of people)
    --leaderboard        say what the last search tried: loss, how far behind the best with its 95 % interval, seconds${askingUsage}${momentUsage}`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      ...askingOptions,
      ...momentOptions,
      out: { type: 'string' },
      report: { type: 'string' },
      forecasts: { type: 'string' },
      leaderboard: { type: 'boolean', default: false },
    })
    if (values.out === undefined) throw new UsageError('Say where the model goes: --out <model.json>.')
    if (values.dataset !== undefined) {
      if (positionals.length > 0) throw new UsageError(`Give a file or --dataset, not both: got ${positionals.join(', ')}.`)
      return trainMoments(values.dataset, { ...values, out: values.out }, io)
    }
    const file = oneFile(positionals, 'file of past students')
    const { frame, options, threads } = await ask(file, values, io)
    let evaluated: Evaluated | undefined
    const heard: TrainOptions = {
      ...options,
      onEvaluated: found => {
        evaluated = found
      },
      ...(values.leaderboard && { now: () => performance.now() / 1000, onSearched: sayLeaderboard(io) }),
    }
    const bundle = await trainFrame(frame, heard, { threads, keep: values.keep }, io)
    await io.writeFile(values.out, encodeModel(bundle))
    if (values.forecasts !== undefined) await io.writeFile(values.forecasts, heldOutLines(evaluated!.model, frame))
    if (values.report !== undefined) await io.writeFile(values.report, renderReport(bundle.report))
    io.out(values.json ? JSON.stringify(bundle.report) : `${reportText(bundle.report)}\n\nmodel in ${values.out}`)
    return 0
  },
}

function sayLeaderboard(io: Io): (tuned: Tuned) => void {
  return ({ tried, finished, seconds = [] }) => {
    for (const { name, loss, worseBy, low, high } of tried) {
      const took = seconds[finished.indexOf(name)]
      io.err(
        `search: ${name}: ${loss.toFixed(4)}, behind ${worseBy.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})${took === undefined ? '' : `, ${took.toFixed(1)} s`}`,
      )
    }
  }
}
