import type { TaskKind } from '../../task.ts'
import { badModelFile } from '../bad-model-file.ts'
import type { Link } from '../foreign-model.ts'

export interface LightgbmObjective {
  readonly name: string
  readonly link: Link
  readonly slope: number
  readonly tasks: readonly TaskKind[]
}

const links: Readonly<Record<string, Pick<LightgbmObjective, 'link' | 'tasks'>>> = {
  binary: { link: 'logistic', tasks: ['binary'] },
  cross_entropy: { link: 'logistic', tasks: ['regression', 'binary'] },
  multiclass: { link: 'softmax', tasks: ['multiclass', 'ordinal', 'binary'] },
  ...Object.fromEntries(
    ['regression', 'regression_l1', 'huber', 'fair', 'quantile', 'mape'].map(name => [name, { link: 'identity', tasks: ['regression'] }]),
  ),
  ...Object.fromEntries(['poisson', 'gamma', 'tweedie'].map(name => [name, { link: 'exp', tasks: ['regression'] }])),
}

/**
 * The line `objective=`: a name and settings, such as `binary sigmoid:1` or `regression sqrt`.
 *
 * @throws LearnError `bad_model_file` for objectives that give neither probabilities that sum to 1 nor a value of a row
 */
export function objectiveIn(line: string | undefined): LightgbmObjective {
  const train = `Train with one of ${Object.keys(links).join(', ')}`
  if (line === undefined) throw badModelFile('it names no objective, so nobody knows what its scores mean', train)
  const [name, ...settings] = line.trim().split(/ +/)
  if (!Object.hasOwn(links, name)) {
    const why = name === 'multiclassova' ? 'whose probabilities do not sum to 1' : 'which gives neither probabilities nor values'
    throw badModelFile(`its objective is ${JSON.stringify(name.slice(0, 40))}, ${why}`, train)
  }
  const { link, tasks } = links[name]
  const slope = name === 'binary' ? slopeIn(settings) : 1
  return { name, link: link === 'identity' && settings.includes('sqrt') ? 'square' : link, slope, tasks }
}

function slopeIn(settings: readonly string[]): number {
  const given = settings.find(setting => setting.startsWith('sigmoid:'))
  const slope = given === undefined ? 1 : Number(given.slice('sigmoid:'.length))
  if (slope > 0 && slope <= 1e6) return slope
  throw badModelFile(`its objective says ${given}, expected a positive number`)
}
