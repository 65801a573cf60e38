import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { cancelJob, jobQuery, modelsQuery, retrain, saveRetrain } from '../api/queries.ts'
import { Section } from '../ui/section.tsx'
import { Failed } from '../ui/states.tsx'
import { JobProgress } from './job-progress.tsx'
import { OldAgainstNew } from './old-against-new.tsx'
import './retrain.css'
import { WaitingModel } from './waiting-model.tsx'

/** Train on the records held now, see old against new, then decide. */
export function RetrainSection() {
  const queries = useQueryClient()
  const started = useMutation({ mutationFn: retrain })
  const job = useQuery(jobQuery(started.data?.job)).data
  const cancelled = useMutation({ mutationFn: cancelJob, onSettled: () => queries.invalidateQueries({ queryKey: ['job'] }) })
  const decided = useMutation({
    mutationFn: saveRetrain,
    onSuccess: () => {
      started.reset()
      return queries.invalidateQueries()
    },
  })
  const waiting = useQuery(modelsQuery).data?.find(model => model.standing === 'challenger')
  const working = started.isPending || job?.state === 'queued' || job?.state === 'running'

  useEffect(() => {
    if (job?.state === 'done') void queries.invalidateQueries({ queryKey: ['models'] })
  }, [job?.state, queries])

  return (
    <Section
      id="retrain"
      title="Train again"
      lead="Old and new are refitted and judged on the same students, whom neither has seen. The old model stays at work until you decide."
    >
      <div className="stack">
        <div className="actions">
          <Button
            size="md"
            loading={started.isPending}
            disabled={working}
            onClick={() => {
              decided.reset()
              started.mutate()
            }}
          >
            Train on the records held now
          </Button>
        </div>
        <div aria-live="polite" className="stack">
          {[started.error, cancelled.error, decided.error].map(error => error && <Failed key={error.message} error={error} />)}
          {job && working && <JobProgress job={job} cancel={() => cancelled.mutate(job.id)} cancelling={cancelled.isPending} />}
          {job?.state === 'failed' && <Failed error={new Error(job.detail)} />}
          {job?.state === 'cancelled' && <p>Training was cancelled. Nothing has changed.</p>}
          {job?.state === 'done' ? (
            <OldAgainstNew result={job.result} decide={decided.mutate} deciding={decided.isPending} />
          ) : (
            waiting && !working && <WaitingModel model={waiting} decide={decided.mutate} deciding={decided.isPending} />
          )}
          {decided.data && <p className="retrain-decided">{decided.data.message}</p>}
        </div>
      </div>
    </Section>
  )
}
