import type {
  CustomVisualization,
  CustomVisualizationRequest,
  EvaluateAnswer,
  FeatureList,
  Health,
  JobAnswer,
  ModelSummary,
  PredictAnswer,
  SaveRetrainAnswer,
  UploadAnswer,
  Visualization,
} from '@headway/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** What the server holds, as queries; each asks one address. */

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => call<Health>('/health', { signal }),
  refetchInterval: ({ state }) => (state.data?.status === 'preparing' ? 1000 : false),
})

export const featuresQuery = queryOptions({
  queryKey: ['features'],
  queryFn: ({ signal }) => call<FeatureList>('/api/features', { signal }),
})

export const evaluationQuery = queryOptions({
  queryKey: ['evaluation'],
  queryFn: ({ signal }) => call<EvaluateAnswer>('/api/evaluate', { signal }),
})

export const galleryQuery = queryOptions({
  queryKey: ['gallery'],
  queryFn: ({ signal }) => call<Visualization[]>('/api/visualizations/default', { signal }),
})

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: ({ signal }) => call<ModelSummary[]>('/api/models', { signal }),
})

export function customPlotQuery(request: CustomVisualizationRequest) {
  return queryOptions({
    queryKey: ['custom-plot', request],
    queryFn: ({ signal }) => call<CustomVisualization>('/api/visualizations/custom', { body: request, signal }),
    placeholderData: keepPreviousData,
  })
}

/** Asks again every half second until the job has ended. */
export function jobQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => call<JobAnswer>(`/api/jobs/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (!state.data || state.data.state === 'queued' || state.data.state === 'running' ? 500 : false),
  })
}

/** What a person asks the server to do. */

export type Values = Readonly<Record<string, number | string | null>>

export function forecast(values: Values): Promise<PredictAnswer> {
  return call('/api/predict?reasons=true', { body: { values } })
}

export interface UploadForm {
  readonly file: File
  /** What its columns mean, where they are not those of a built-in codebook. */
  readonly codebook: File | undefined
  readonly synthetic: boolean
}

export function upload({ file, codebook, synthetic }: UploadForm): Promise<UploadAnswer> {
  const body = new FormData()
  body.append('file', file)
  if (codebook) body.append('codebook', codebook)
  return call(`/api/upload${synthetic ? '?synthetic=true' : ''}`, { body })
}

export function retrain(): Promise<{ job: string }> {
  return call('/api/retrain?wait=false', { method: 'POST' })
}

export function cancelJob(id: string): Promise<unknown> {
  return call(`/api/jobs/${id}`, { method: 'DELETE' })
}

export function saveRetrain(keep: boolean): Promise<SaveRetrainAnswer> {
  return call('/api/save_retrain', { body: keep })
}
