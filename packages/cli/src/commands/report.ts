import { stat } from 'node:fs/promises'
import { decodeModel, renderReport, renderStudy, studyOf } from '@headway/campus'
import type { Command, Io } from '../command.ts'
import { readModels } from '../model-folder.ts'
import { oneFile, parse } from '../options.ts'
import { printPdf } from '../print-pdf.ts'
import { reportText } from '../report-text.ts'
import { studyText } from '../study-text.ts'

/** report: a model's own report, as one self-contained page. */
export const report: Command = {
  name: 'report',
  summary: "Write a model's report as one self-contained HTML page, or as PDF",
  usage: `report <model.json | folder of models> [--out <report.html>] [--pdf <report.pdf>] [--main <moment>] [--json]
    --main <m>           of several moments, the one that the report begins with (default: the middle one)
    --out <file>         where the page goes (with neither this nor --pdf: print the report as text)
    --pdf <file>         print the page to a PDF, by a browser on this machine (Chromium, Chrome or Edge)
    --json               print the report as data`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      out: { type: 'string' },
      pdf: { type: 'string' },
      main: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const { data, page, text } = await read(oneFile(positionals, 'model or folder of models'), values.main, io)
    if (values.out !== undefined) await io.writeFile(values.out, page())
    if (values.pdf !== undefined) await printPdf(page(), values.pdf)
    const written = [values.out, values.pdf].filter(file => file !== undefined)
    if (values.json) io.out(JSON.stringify(data))
    else io.out(written.length === 0 ? text() : `report in ${written.join(' and ')}`)
    return 0
  },
}

interface Read {
  readonly data: object
  readonly page: () => string
  readonly text: () => string
}

async function read(model: string, main: string | undefined, io: Io): Promise<Read> {
  if (await isFolder(model)) {
    const study = studyOf(await readModels(model, io), main)
    return { data: study, page: () => renderStudy(study), text: () => studyText(study) }
  }
  const { report } = decodeModel(await io.readFile(model))
  return { data: report, page: () => renderReport(report), text: () => reportText(report) }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}
