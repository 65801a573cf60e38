import { decodeModel, renderReport } from '@headway/campus'
import type { Command } from '../command.ts'
import { oneFile, parse } from '../options.ts'
import { reportText } from '../report-text.ts'

/** report: a model's own report, as one self-contained page. */
export const report: Command = {
  name: 'report',
  summary: "Write a model's report as one self-contained HTML page",
  usage: `report <model.json> [--out <report.html>] [--json]
    --out <file>         where the page goes (absent: print the report as text)
    --json               print the report as data`,

  async run(args, io) {
    const { positionals, values } = parse(args, { out: { type: 'string' }, json: { type: 'boolean', default: false } })
    const bundle = decodeModel(await io.readFile(oneFile(positionals, 'model')))
    if (values.out !== undefined) await io.writeFile(values.out, renderReport(bundle.report))
    if (values.json) io.out(JSON.stringify(bundle.report))
    else io.out(values.out === undefined ? reportText(bundle.report) : `report in ${values.out}`)
    return 0
  },
}
