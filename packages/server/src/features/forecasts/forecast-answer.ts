import type { Forecast, Given } from '@headway/campus'
import type { ForecastAnswer, PredictAnswer, PredictBatchAnswer, PredictBody } from '@headway/contract'
import { ProblemError } from '../../problem.ts'
import { refusalOf } from '../../refusal-of.ts'
import type { Champion } from '../../serving/serving.ts'

const MOST_ROWS = 1000

/** Forecasts for one enrolment or many, with the model that made them. @throws ProblemError, CampusError */
export function forecastAnswer(champion: Champion, body: PredictBody, reasons: boolean): PredictAnswer | PredictBatchAnswer {
  const { id: model, synthetic } = champion
  const given = [body.features, body.values, body.rows].filter(part => part !== undefined)
  if (given.length !== 1) {
    throw new ProblemError(
      'bad_request',
      `Send exactly one of features, values and rows; got ${given.length}. For example: {"features":[2,1,…]}.`,
    )
  }
  if (body.rows === undefined) return { ...one(champion, body.features ?? body.values!, reasons), model, synthetic }
  if (body.rows.length > MOST_ROWS) {
    throw new ProblemError('too_many_rows', `Send at most 1,000 rows a call, got ${body.rows.length}. Split them over several calls.`)
  }
  return { forecasts: body.rows.map((row, i) => inRow(i, () => one(champion, row, reasons))), model, synthetic }
}

function one({ scorer, bundle }: Champion, values: readonly Given[] | Readonly<Record<string, Given>>, reasons: boolean): ForecastAnswer {
  const forecast = scorer.score(values, { reasons })
  const { target } = bundle.question
  const name = 'event' in target ? target.event?.name : undefined
  return answerOf(forecast, name)
}

function answerOf(
  { label, prediction, meaning, probabilities, eventProbability, unknown, reasons }: Forecast,
  eventName: string | undefined,
): ForecastAnswer {
  return {
    prediction: typeof prediction === 'number' ? prediction : label,
    ...(meaning !== undefined && { meaning }),
    ...(probabilities && { probabilities }),
    ...(eventProbability !== undefined && eventName !== undefined && { event: { name: eventName, probability: eventProbability } }),
    unknown: [...unknown],
    ...(reasons && { reasons: [...reasons] }),
  }
}

/** A refusal that says which row it is about, from 1. */
function inRow<T>(i: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const refusal = refusalOf(error)
    throw refusal ? new ProblemError(refusal.code, `Row ${i + 1}: ${refusal.message}`, { cause: error }) : error
  }
}
