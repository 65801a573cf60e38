import { checkCodebook } from './check-codebook.ts'
import { type Code, type Codebook, type Field, ROLES, type Scale } from './codebook.ts'
import { expected, flag, isAbsent, items, type JsonValue, member, number, oneOf, optional, text } from './json-reader.ts'

/** A Frictionless data package (v2) of one resource: the JSON of `datapackage.json`. Our own properties begin with `headway:`. */
export interface DataPackage {
  readonly $schema: string
  readonly name: string
  readonly title: string
  readonly resources: readonly {
    readonly name: string
    readonly path: string
    readonly schema: {
      readonly fields: readonly DataPackageField[]
      readonly primaryKey?: readonly string[]
      readonly missingValues: readonly string[]
    }
  }[]
}

export interface DataPackageField {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly type: 'integer' | 'number' | 'string'
  readonly categories?: readonly { readonly value: string | number; readonly label: string }[]
  readonly categoriesOrdered?: boolean
  readonly constraints?: { readonly minimum?: number; readonly maximum?: number }
  readonly [property: `headway:${string}`]: unknown
}

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json'
const SCALES = ['nominal', 'ordinal', 'quantity', 'identifier'] as const

/**
 * A codebook as a data package: what `datapackage.json` beside the data holds. Members stand in a fixed order, so that equal
 * codebooks give equal texts.
 *
 * @example decodeCodebook(encodeCodebook(uci856)) // uci856
 */
export function encodeCodebook({ name, title, key, missing, fields }: Codebook): DataPackage {
  return {
    $schema: PROFILE,
    name,
    title,
    resources: [
      {
        name,
        path: `${name}.csv`,
        schema: {
          fields: fields.map(encodeField),
          ...(key.length > 0 && { primaryKey: key }),
          missingValues: ['', ...missing],
        },
      },
    ],
  }
}

/**
 * The codebook in a data package, from its first resource. A foreign package is read as far as it goes: categories, enumerations
 * and booleans are nominal, numbers are quantities, other texts are identifiers with the role `never`.
 *
 * @throws CampusError `bad_codebook`, with the path to what is wrong
 */
export function decodeCodebook(json: unknown): Codebook {
  const root = { value: json, path: 'package' }
  const resources = items(member(root, 'resources'))
  if (resources.length === 0) throw expected('a list of at least one resource', member(root, 'resources'))
  const schema = member(resources[0]!, 'schema')
  const name = text(member(root, 'name'))
  const keyAt = member(schema, 'primaryKey')
  const missingAt = member(schema, 'missingValues')
  return checkCodebook({
    name,
    title: isAbsent(member(root, 'title')) ? name : text(member(root, 'title')),
    key: isAbsent(keyAt) ? [] : typeof keyAt.value === 'string' ? [keyAt.value] : items(keyAt).map(text),
    missing: isAbsent(missingAt)
      ? []
      : items(missingAt)
          .filter(m => m.value !== '')
          .map(text),
    fields: items(member(schema, 'fields')).map(decodeField),
  })
}

function encodeField(field: Field): DataPackageField {
  const {
    name,
    title,
    description,
    scale,
    role,
    availableFrom,
    sensitivity,
    actionable,
    byDesign,
    optional: isOptional,
    event,
    rule,
    words,
    boundedBy,
    measure,
  } = field
  return {
    name,
    title,
    ...(description !== undefined && { description }),
    ...encodeScale(scale),
    'headway:scale': scale.kind,
    'headway:role': role,
    ...(availableFrom !== undefined && { 'headway:availableFrom': availableFrom }),
    ...(sensitivity !== undefined && { 'headway:sensitivity': sensitivity }),
    'headway:actionable': actionable,
    ...(byDesign !== undefined && { 'headway:byDesign': byDesign }),
    ...(isOptional !== undefined && { 'headway:optional': isOptional }),
    ...(event !== undefined && { 'headway:event': event }),
    ...(rule !== undefined && { 'headway:rule': rule }),
    ...(words && { 'headway:words': { high: words.high, low: words.low } }),
    ...(boundedBy !== undefined && { 'headway:boundedBy': boundedBy }),
    ...(measure !== undefined && { 'headway:measure': { name: measure.name, at: measure.at } }),
  }
}

function encodeScale(scale: Scale): Pick<DataPackageField, 'type' | 'categories' | 'categoriesOrdered' | 'constraints'> {
  switch (scale.kind) {
    case 'identifier':
      return { type: 'string' }
    case 'quantity': {
      const { minimum, maximum, integer, unit } = scale
      const constraints = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) }
      return {
        type: integer ? 'integer' : 'number',
        ...(Object.keys(constraints).length > 0 && { constraints }),
        ...(unit !== undefined && { 'headway:unit': unit }),
      }
    }
    case 'nominal':
    case 'ordinal': {
      const whole = scale.codes.every(({ value }) => /^(0|-?[1-9]\d{0,14})$/.test(value))
      const meanings = scale.codes.map(({ meaning }) => meaning ?? null)
      return {
        type: whole ? 'integer' : 'string',
        categories: scale.codes.map(({ value, label }) => ({ value: whole ? Number(value) : value, label })),
        ...(scale.kind === 'ordinal' && { categoriesOrdered: true }),
        ...(meanings.some(m => m !== null) && { 'headway:meanings': meanings }),
      }
    }
    default:
      return scale satisfies never
  }
}

function decodeField(at: JsonValue): Field {
  const name = text(member(at, 'name'))
  const ours = (property: string) => member(at, `headway:${property}`)
  const scale = decodeScale(at)
  return {
    name,
    title: isAbsent(member(at, 'title')) ? name : text(member(at, 'title')),
    ...optional('description', member(at, 'description'), text),
    scale,
    role: isAbsent(ours('role')) ? (scale.kind === 'identifier' ? 'never' : 'indicator') : oneOf(ours('role'), ROLES),
    ...optional('availableFrom', ours('availableFrom'), text),
    ...optional('sensitivity', ours('sensitivity'), s => oneOf(s, ['protected', 'proxy'] as const)),
    actionable: isAbsent(ours('actionable')) ? false : flag(ours('actionable')),
    ...optional('byDesign', ours('byDesign'), flag),
    ...optional('optional', ours('optional'), flag),
    ...optional('event', ours('event'), e => items(e).map(text)),
    ...optional('rule', ours('rule'), text),
    ...optional('words', ours('words'), w => ({ high: text(member(w, 'high')), low: text(member(w, 'low')) })),
    ...optional('boundedBy', ours('boundedBy'), text),
    ...optional('measure', ours('measure'), m => ({ name: text(member(m, 'name')), at: number(member(m, 'at')) })),
  }
}

function decodeScale(at: JsonValue): Scale {
  const kindAt = member(at, 'headway:scale')
  const kind = isAbsent(kindAt) ? foreignKind(at) : oneOf(kindAt, SCALES)
  if (kind === 'identifier') return { kind }
  if (kind === 'quantity') {
    const constraints = member(at, 'constraints')
    return {
      kind,
      ...optional('minimum', member(constraints, 'minimum'), number),
      ...optional('maximum', member(constraints, 'maximum'), number),
      ...(member(at, 'type').value === 'integer' && { integer: true }),
      ...optional('unit', member(at, 'headway:unit'), text),
    }
  }
  return { kind, codes: decodeCodes(at) }
}

function foreignKind(at: JsonValue): Scale['kind'] {
  const type = member(at, 'type').value
  if (!isAbsent(member(at, 'categories')) || !isAbsent(member(member(at, 'constraints'), 'enum')) || type === 'boolean') {
    return member(at, 'categoriesOrdered').value === true ? 'ordinal' : 'nominal'
  }
  return type === 'integer' || type === 'number' || type === 'year' ? 'quantity' : 'identifier'
}

function decodeCodes(at: JsonValue): Code[] {
  const listed = member(at, 'categories')
  const enumerated = member(member(at, 'constraints'), 'enum')
  if (isAbsent(listed) && isAbsent(enumerated) && member(at, 'type').value === 'boolean') {
    return ['true', 'false'].map(value => ({ value, label: value }))
  }
  const meanings = member(at, 'headway:meanings')
  return items(isAbsent(listed) ? enumerated : listed).map((category, i) => {
    const plain = typeof category.value !== 'object' || category.value === null
    const value = codeText(plain ? category : member(category, 'value'))
    const label = plain || isAbsent(member(category, 'label')) ? value : text(member(category, 'label'))
    const meaning = isAbsent(meanings) ? undefined : items(meanings)[i]
    return { value, label, ...(meaning && optional('meaning', meaning, text)) }
  })
}

function codeText(at: JsonValue): string {
  return typeof at.value === 'number' ? String(number(at)) : text(at)
}
