import { Progress } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { healthQuery } from '../api/queries.ts'
import { Failed } from '../ui/states.tsx'

/** Whose records these are: invented ones are never shown without saying so. */
export function DataBanner() {
  const { data, error, refetch } = useQuery(healthQuery)
  useFreshAnswers(data?.model)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return null
  if (data.status === 'preparing') {
    const share = data.progress && data.progress.total > 0 ? (100 * data.progress.done) / data.progress.total : 0
    return (
      <div className="banner" role="status">
        <p>
          <strong>Preparing.</strong> The first model is being trained; forecasts come when it is ready.
        </p>
        <Progress value={share} aria-label="Training of the first model" mt="xs" />
      </div>
    )
  }
  if (data.status === 'failed') {
    return (
      <div className="banner" role="alert">
        <p>
          <strong>No model at work.</strong> {data.why} <a href="#upload">Upload</a>
        </p>
      </div>
    )
  }
  if (data.status === 'no_model') {
    return (
      <div className="banner" role="status">
        <p>
          <strong>No model at work.</strong> <a href="#upload">Upload</a> records of past students, then <a href="#retrain">train</a> on
          them.
        </p>
      </div>
    )
  }
  if (!data.synthetic) return null
  return (
    <div className="banner" role="status">
      <p>
        <strong>Synthetic demo students.</strong> Everything below was learned from invented records. It shows how Headway works and says
        nothing about real people. <a href="#upload">Upload your own records</a> to begin; the two never mix.
      </p>
    </div>
  )
}

/** Another model at work answers differently: whatever was asked of the one before is asked again. */
function useFreshAnswers(model: string | null | undefined): void {
  const queries = useQueryClient()
  const before = useRef(model)
  useEffect(() => {
    if (model === undefined || before.current === model) return
    if (before.current !== undefined) void queries.invalidateQueries()
    before.current = model
  }, [model, queries])
}
