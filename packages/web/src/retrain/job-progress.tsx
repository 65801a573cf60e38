import type { JobAnswer } from '@headway/contract'
import { Button, Progress } from '@mantine/core'

export interface JobProgressProps {
  readonly job: JobAnswer
  readonly cancel: () => void
  readonly cancelling: boolean
}

/** How far the training is, and a way out of it. */
export function JobProgress({ job, cancel, cancelling }: JobProgressProps) {
  const share = job.state === 'running' && job.total > 0 ? (100 * job.done) / job.total : 0
  const says = job.state === 'running' ? `${job.what}: ${job.done} of ${job.total}` : 'Waiting to begin'
  return (
    <div className="card job-progress">
      <div>
        <p>{says}</p>
        <Progress value={share} aria-label="Training" size="lg" />
      </div>
      <Button variant="default" onClick={cancel} loading={cancelling}>
        Cancel
      </Button>
    </div>
  )
}
