/** The tables, as both dialects hold them: ids and JSON as text, times as ISO 8601 UTC, truth as 0 or 1. */
export interface Schema {
  readonly dataset: DatasetTable
  readonly dataset_version: DatasetVersionTable
  readonly question: QuestionTable
  readonly run: RunTable
  readonly model: ModelTable
  readonly champion: ChampionTable
  readonly challenger: ChallengerTable
  readonly job: JobTable
  readonly audit: AuditTable
  readonly forecast_log: ForecastLogTable
}

export interface DatasetTable {
  id: string
  name: string
  synthetic: number
  created_at: string
  retired_at: string | null // no longer the one at work
}

export interface DatasetVersionTable {
  id: string
  dataset_id: string
  number: number
  blob: string
  hash: string
  rows: number
  created_at: string
}

export interface QuestionTable {
  id: string // sha256 of the question
  body: string // JSON
  sentence: string
}

export interface RunTable {
  id: string
  question_id: string
  dataset_version_id: string
  seed: number
  finished_at: string
}

export interface ModelTable {
  id: string
  run_id: string
  blob: string
  name: string
  summary: string // JSON
  created_at: string
}

/** Who is at work, and who was: at most one row of a data set and question has no end. */
export interface ChampionTable {
  id: string
  dataset_id: string
  question_id: string
  model_id: string
  since: string
  until: string | null
}

/** A trained model that waits for keep or revert: at most one for each data set and question. */
export interface ChallengerTable {
  dataset_id: string
  question_id: string
  model_id: string
  comparison: string | null // JSON
  created_at: string
}

export interface JobTable {
  id: string
  kind: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  attempts: number
  requested_by: string
  what: string
  done: number
  total: number
  result: string | null // JSON
  code: string | null
  detail: string | null
  created_at: string
  ended_at: string | null
}

export interface AuditTable {
  seq: number
  at: string
  actor: string
  action: string
  subject: string
  detail: string // JSON
  previous: string
  hash: string
}

/** How often a model was asked: no inputs, no persons. */
export interface ForecastLogTable {
  id: string
  at: string
  model_id: string
  forecasts: number
}
