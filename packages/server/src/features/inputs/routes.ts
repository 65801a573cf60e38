import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Bundle, type Codebook, type Dataset, type Field, isInput, uci856 } from '@headway/campus'
import { type Feature, FeatureList } from '@headway/contract'
import { ProblemError } from '../../problem.ts'
import type { Serving } from '../../serving/serving.ts'

export interface InputRouteDeps {
  readonly serving: Serving
  /** The records at work. @throws ProblemError `no_data` */
  readonly currentDataset: () => Promise<Dataset>
}

export const inputRoutes: FastifyPluginAsyncTypebox<InputRouteDeps> = async (app, { serving, currentDataset }) => {
  app.get(
    '/features',
    {
      config: { permission: 'model:read' },
      schema: {
        summary: 'What a forecast takes: friendly names and labelled options, in positional order',
        tags: ['forecasts'],
        response: { 200: FeatureList },
      },
    },
    async () => {
      const standing = serving.current()
      if (standing.state !== 'serving') return { features: inputsOf(await codebookOf(currentDataset)).map(field => featureOf(field)) }
      const { bundle, scorer } = standing.champion
      return { features: scorer.inputs.map(field => featureOf(field, bundle)) }
    },
  )
}

/** That of the records at work; that of the demo until there are any. */
async function codebookOf(currentDataset: () => Promise<Dataset>): Promise<Codebook> {
  try {
    return (await currentDataset()).codebook
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'no_data') return uci856
    throw error
  }
}

/** What a model with the codebook's own question would take. */
function inputsOf({ fields }: Codebook): Field[] {
  return fields.filter(field => isInput(field) && !field.optional)
}

function featureOf({ name, title, scale, sensitivity, description, actionable }: Field, bundle?: Bundle): Feature {
  const quantity = scale.kind === 'quantity' ? scale : undefined
  const codes = 'codes' in scale ? scale.codes : []
  return {
    feature: title,
    name,
    kind: scale.kind,
    options: codes.map(({ value, label }) => ({ label, value: codesAreWhole(codes) ? Number(value) : value })),
    ...(description !== undefined && { description }),
    ...(quantity?.minimum !== undefined && { minimum: quantity.minimum }),
    ...(quantity?.maximum !== undefined && { maximum: quantity.maximum }),
    ...(quantity?.unit !== undefined && { unit: quantity.unit }),
    ...(sensitivity && { sensitivity }),
    actionable,
    used: bundle?.question.indicators.includes(name) ?? false,
  }
}

/** As the scorer reads them: where every code is a whole number, codes travel as numbers. */
function codesAreWhole(codes: readonly { readonly value: string }[]): boolean {
  return codes.every(({ value }) => /^-?\d+$/.test(value))
}
