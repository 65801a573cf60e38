import { decodeModel, encodeModel, type Frame, heldOutLines, importModel, planNamed, planNames, renderReport } from '@headway/campus'
import { type Rounds, readModelFile } from '@headway/learn'
import { readDataset, readJson } from '../asking.ts'
import { type Command, type Io, UsageError } from '../command.ts'
import { oneFile, oneOf, parse, wholeNumber } from '../options.ts'
import { reportText } from '../report-text.ts'

/** import-model: a model that XGBoost or LightGBM trained becomes one of ours, judged on rows that it has never seen. */
export const importModelCommand: Command = {
  name: 'import-model',
  summary: 'Take over a model of XGBoost or LightGBM, judged on rows it never saw',
  usage: `import-model <model.json|model.txt> --data <rows.csv> --target <t> --claimed-by <name> --out <model.json>
    <model>              what XGBoost 1.0 to 3.x wrote by save_model('model.json'), or LightGBM by save_model('model.txt')
    --data <file>        rows that the model has never seen, with their outcome: its report is made on them
    --claimed-by <name>  who says so; it is kept in the model and said in its report
    --target <t>         what it forecasts: a column (GRADE), some of its codes (Target=Dropout), a bound (GRADE<=1) or bands (G3:10,12,14)
    --out <file>         where the model goes: predict, report and the rest take it as any other
    --report <file>      write the report as one self-contained page as well
    --forecasts <file>   write the forecasts for these rows as CSV (records of people)
    --codebook <file>    datapackage.json that says what the columns mean (default: recognised, otherwise guessed)
    --features <a,b,…>   the column of each of the model's features, in its order (default: its features are called as the columns)
    --levels <file>      { "<column>": ["level of code 0", "level of code 1", …] }: what codes stood for in training
                         (default: what the model's file says, otherwise the codebook's order; the report says so)
    --classes <a,b,…>    the classes in the order of the model's outputs (default: the codebook's order)
    --rounds <n>         all | best | a number: how many rounds of trees to take (default all)
    --with-protected     the model may take protected columns
    --plan <which>       ${planNames.join(' | ')}: from which rows the simple rules are learned (default: folds)
    --list <n>           how many students staff can help: the model must beat every simple rule in a list of n (default: 10 %)
    --overrule <reason>  use the model although it does not beat every simple rule; kept in the report, with --by <name>
    --seed <n>           same seed, same data: same bytes (default 1)
    --json               print the report as data instead of text`,

  async run(args, io) {
    const { positionals, values } = parse(args, {
      data: { type: 'string' },
      'claimed-by': { type: 'string' },
      target: { type: 'string' },
      out: { type: 'string' },
      report: { type: 'string' },
      forecasts: { type: 'string' },
      codebook: { type: 'string' },
      features: { type: 'string' },
      levels: { type: 'string' },
      classes: { type: 'string' },
      rounds: { type: 'string', default: 'all' },
      'with-protected': { type: 'boolean', default: false },
      plan: { type: 'string' },
      list: { type: 'string' },
      overrule: { type: 'string' },
      by: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    })
    const file = oneFile(positionals, 'model of XGBoost or LightGBM')
    const data = needed(values.data, 'Name rows that the model has never seen: --data <rows.csv>.')
    const claimedBy = needed(values['claimed-by'], 'Say who says that the model has never seen these rows: --claimed-by <name>.')
    const target = needed(values.target, 'Name what it forecasts: --target <column>.')
    const out = needed(values.out, 'Say where the model goes: --out <model.json>.')
    const { features, levels, classes, plan, overrule: reason, by } = values
    if ((reason === undefined) !== (by === undefined))
      throw new UsageError('Say both why and who: --overrule <reason> --by <name>. They are kept in the report.')
    const planName = plan === undefined ? undefined : oneOf('plan', plan, planNames)
    const seed = wholeNumber('seed', values.seed, 0)
    const foreign = readModelFile(await io.readFile(file), { rounds: roundsFrom(values.rounds) })
    const { used, inFile, best } = foreign.rounds
    if (best !== undefined && best < used)
      io.err(`note: ${used} of ${inFile} rounds are taken, and the file says that ${best} were best. To take those: --rounds best`)
    const dataset = await readDataset(data, values.codebook, io)
    let lines: Iterable<string> = []
    const bundle = importModel(
      foreign,
      dataset,
      {
        target,
        claimedBy,
        seed,
        withProtected: values['with-protected'],
        ...(features !== undefined && { features: listed(features) }),
        ...(levels !== undefined && { levels: await readLevels(levels, io) }),
        ...(classes !== undefined && { classes: listed(classes) }),
        ...(planName !== undefined && { planFor: (framed: Frame) => planNamed(framed, planName, seed) }),
        ...(values.list !== undefined && { listLength: wholeNumber('list', values.list, 1, dataset.table.rows) }),
        ...(reason !== undefined && by !== undefined && { overrule: { reason, by } }),
        onTested: (forecasts, framed) => {
          lines = heldOutLines(forecasts, framed)
        },
      },
      { progress: ({ what, done, total }) => io.progress(what, done, total) },
    )
    const text = encodeModel(bundle)
    decodeModel(text) // a file of too many trees could not be read again: better said now
    await io.writeFile(out, text)
    if (values.forecasts !== undefined) await io.writeFile(values.forecasts, lines)
    if (values.report !== undefined) await io.writeFile(values.report, renderReport(bundle.report))
    io.out(values.json ? JSON.stringify(bundle.report) : `${reportText(bundle.report)}\n\nmodel in ${out}`)
    return 0
  },
}

function needed(value: string | undefined, says: string): string {
  if (value !== undefined && value.trim() !== '') return value
  throw new UsageError(says)
}

function listed(text: string): string[] {
  return text.split(',').map(name => name.trim())
}

function roundsFrom(text: string): Rounds {
  return text === 'all' || text === 'best' ? text : wholeNumber('rounds', text, 0)
}

async function readLevels(file: string, io: Io): Promise<Record<string, readonly string[]>> {
  const levels = await readJson(file, io)
  const lists = typeof levels === 'object' && levels !== null && !Array.isArray(levels) ? Object.entries(levels) : []
  if (lists.length > 0 && lists.every(([, list]) => Array.isArray(list) && list.every(level => typeof level === 'string')))
    return Object.fromEntries(lists) as Record<string, string[]>
  throw new UsageError(`${file} must hold { "<column>": ["level of code 0", "level of code 1", …], … }.`)
}
