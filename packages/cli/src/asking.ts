import {
  askQuestion,
  type Dataset,
  decodeCodebook,
  type Frame,
  frame,
  planNamed,
  planNames,
  type Question,
  quickly,
  type TrainOptions,
  trainable,
} from '@headway/campus'
import { coresToUse, type Imported, importFile } from '@headway/ingest'
import { calibrators, planGivenFolds, type SearchMemory, type SplitPlan, sha256, WORTH_THREADS } from '@headway/learn'
import { type Io, UsageError } from './command.ts'
import { type ListingValues, listing, listingOptions, listingUsage } from './listing.ts'
import { oneOf, wholeNumber } from './options.ts'
import { searchFile } from './search-file.ts'

/** The options by which `train` and `evaluate` ask their question. */
export const askingOptions = {
  target: { type: 'string' },
  codebook: { type: 'string' },
  with: { type: 'string', multiple: true },
  without: { type: 'string', multiple: true },
  'with-protected': { type: 'boolean', default: false },
  plan: { type: 'string' },
  folds: { type: 'string' },
  repeats: { type: 'string' },
  choose: { type: 'string', default: 'simplest' },
  learner: { type: 'string' },
  calibrate: { type: 'string' },
  quick: { type: 'boolean', default: false },
  budget: { type: 'string' },
  keep: { type: 'string' },
  ...listingOptions,
  threads: { type: 'string' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
} as const

export const askingUsage = `
    --target <t>         what to forecast: a column (GRADE), some of its codes (Target=Dropout),
                         a bound (GRADE<=1, G3<10) or bands (G3:10,12,14)
    --codebook <file>    datapackage.json that says what the columns mean (default: recognised, otherwise guessed)
    --with <column>      use an optional or protected column as well (repeat for more)
    --without <column>   leave a column out (repeat for more)
    --with-protected     give all protected columns to the learner; they are left out otherwise
    --plan <which>       ${planNames.join(' | ')}: which rows are forecast from which
                         (default: the last term from the earlier ones where terms are recorded, folds otherwise)
    --folds <file>       test rows by repeat and fold, as { "repeats": [[[row, …], …], …] } (default: planned)
    --repeats <n>        only the first n repeats of --folds
    --choose <which>     simplest | best: the simplest recipe within one standard error, or the lowest loss (default simplest)
    --learner <name>     try only one of: ${trainable.join(', ')}
    --calibrate <name>   ${Object.keys(calibrators).join(' | ')} | auto (what out-of-fold loss says): calibrate on
                         out-of-fold forecasts; isotonic needs more than 1,000 of them (default: not)
    --quick              a first look: one repeat of the folds, fewer resamples, no honesty gap, no refits
    --budget <n>         try the first n recipes of the portfolio (default: all up to 1,000 rows, above them 6 and the rules)
    --keep <file>        keep what the search finds in this file as it is found; after an interruption the same command goes on from there${listingUsage}
    --threads <n>        threads that share the work (default: as many as there are cores, at most 16): below ${WORTH_THREADS.toLocaleString('en')} rows each
                         searches the next part, from there on they share every boosting; the model is the same for any number
    --seed <n>           same seed, same data: same bytes (default 1)
    --json               print data instead of text`

export interface AskingValues extends ListingValues {
  readonly target?: string | undefined
  readonly codebook?: string | undefined
  readonly with?: readonly string[] | undefined
  readonly without?: readonly string[] | undefined
  readonly 'with-protected': boolean
  readonly plan?: string | undefined
  readonly folds?: string | undefined
  readonly repeats?: string | undefined
  readonly choose: string
  readonly learner?: string | undefined
  readonly calibrate?: string | undefined
  readonly budget?: string | undefined
  readonly keep?: string | undefined
  readonly threads?: string | undefined
  readonly seed: string
}

export interface Asked {
  readonly dataset: Dataset
  readonly question: Question
  readonly frame: Frame
  readonly options: TrainOptions
  readonly threads: number // that may share the work of one fit
}

/** From a file and options to a frame; refused rows are listed on the way. */
export async function ask(file: string, values: AskingValues, io: Io): Promise<Asked> {
  if (values.target === undefined) throw new UsageError('Name what to forecast: --target <column>.')
  const { seed, ...search } = searching(values)
  const threads = values.threads === undefined ? coresToUse() : wholeNumber('threads', values.threads, 1, 64)
  const dataset = await readDataset(file, values.codebook, io)
  const question = askQuestion(dataset.codebook, {
    target: values.target,
    withProtected: values['with-protected'],
    with: values.with ?? [],
    without: values.without ?? [],
  })
  const framed = frame(dataset, question)
  const plan = await planAsked(values, framed, seed, io)
  return {
    dataset,
    question,
    frame: framed,
    threads,
    options: {
      seed,
      ...search,
      ...(values.quick && quickly(framed, seed)),
      ...listing(values, framed.sample.y.length),
      ...(plan && { plan }),
      ...forThis(framed, values.keep),
    },
  }
}

/** How the search goes, whatever the frame. */
export function searching({ seed, choose, learner, calibrate, budget }: AskingValues) {
  return {
    seed: wholeNumber('seed', seed, 0),
    choose: oneOf('choose', choose, ['simplest', 'best']),
    ...(learner !== undefined && { learner }),
    ...(calibrate !== undefined && { calibrator: calibrate }),
    ...(budget !== undefined && { budget: { configurations: wholeNumber('budget', budget, 1) } }),
  }
}

/** A file of findings that other data and questions may share: its keys begin with this one's. */
export function forThis({ dataset, question }: Frame, keep: string | undefined): { readonly memory?: SearchMemory } {
  if (keep === undefined) return {}
  const here = sha256(dataset.hash + JSON.stringify(question))
  const memory = searchFile(keep)
  return { memory: { get: key => memory.get(here + key), set: (key, text) => memory.set(here + key, text) } }
}

/** A file as a dataset; says what was guessed and lists what was refused. */
export async function readDataset(file: string, codebook: string | undefined, io: Io): Promise<Dataset> {
  const result = await importFile(file, codebook === undefined ? {} : { codebook: decodeCodebook(await readJson(codebook, io)) })
  sayRefused(result, io)
  return result.dataset
}

function sayRefused({ refused, guessed, codebook }: Imported, io: Io): void {
  if (guessed)
    io.err(`note: the codebook was guessed (${codebook.fields.length} columns). Check it: headway profile <file> --save datapackage.json`)
  for (const { file, line, column, expected, got, remedy } of refused.slice(0, 20)) {
    io.err(`refused: ${file}, line ${line}${column === undefined ? '' : `, column ${column}`}: expected ${expected}, got ${got}. ${remedy}`)
  }
  if (refused.length > 20) io.err(`refused: ${refused.length - 20} more rows.`)
}

/** The plan that --plan or --folds names; nothing where neither does. */
export async function planAsked(
  { plan, folds, repeats }: AskingValues,
  framed: Frame,
  seed: number,
  io: Io,
): Promise<SplitPlan | undefined> {
  if (plan !== undefined && folds !== undefined) throw new UsageError('Give --plan or --folds, not both.')
  if (plan !== undefined) return planNamed(framed, oneOf('plan', plan, planNames), seed)
  return folds === undefined ? undefined : givenPlan(folds, repeats, framed, io)
}

async function givenPlan(file: string, repeats: string | undefined, { sample, rows, dataset }: Frame, io: Io) {
  const folds = (await readJson(file, io)) as { repeats?: unknown } | null
  if (!isFolds(folds?.repeats)) throw new UsageError(`${file} must hold { "repeats": [[[row, …], …folds], …repeats] }.`)
  if (rows.length !== dataset.table.rows) {
    throw new UsageError(`Folds name rows of the file, but ${dataset.table.rows - rows.length} of its rows are not in the question.`)
  }
  const wanted = repeats === undefined ? folds.repeats : folds.repeats.slice(0, wholeNumber('repeats', repeats, 1, folds.repeats.length))
  return planGivenFolds(sample.y.length, wanted, sample.groups)
}

/** @throws UsageError when there is no such file, or it is not JSON */
export async function readJson(file: string, io: Io): Promise<unknown> {
  try {
    return JSON.parse(await io.readFile(file))
  } catch (cause) {
    throw new UsageError(`${file} could not be read as JSON: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

function isFolds(value: unknown): value is number[][][] {
  return Array.isArray(value) && value.every(r => Array.isArray(r) && r.every(f => Array.isArray(f) && f.every(i => Number.isInteger(i))))
}
