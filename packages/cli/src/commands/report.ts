import { stat } from 'node:fs/promises'
import { decodeModel, renderReport, renderStudy, studyOf } from '@headway/campus'
import type { Command } from '../command.ts'
import { readModels } from '../model-folder.ts'
import { oneFile, parse } from '../options.ts'
import { reportText } from '../report-text.ts'
import { studyText } from '../study-text.ts'

/** report: a model's own report, as one self-contained page. */
export const report: Command = {
  name: 'report',
  summary: "Write a model's report as one self-contained HTML page",
  usage: `report <model.json | folder of models> [--out <report.html>] [--main <moment>] [--json]
    --main <m>           of several moments, the one that the report begins with (default: the middle one)
    --out <file>         where the page goes (absent: print the report as text)
    --json               print the report as data`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      out: { type: 'string' },
      main: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const model = oneFile(positionals, 'model or folder of models')
    if (await isFolder(model)) {
      const study = studyOf(await readModels(model, io), values.main)
      if (values.out !== undefined) await io.writeFile(values.out, renderStudy(study))
      if (values.json) io.out(JSON.stringify(study))
      else io.out(values.out === undefined ? studyText(study) : `report in ${values.out}`)
      return 0
    }
    const bundle = decodeModel(await io.readFile(model))
    if (values.out !== undefined) await io.writeFile(values.out, renderReport(bundle.report))
    if (values.json) io.out(JSON.stringify(bundle.report))
    else io.out(values.out === undefined ? reportText(bundle.report) : `report in ${values.out}`)
    return 0
  },
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}
