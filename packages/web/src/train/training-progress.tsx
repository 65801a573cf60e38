import type { Progress as Step } from '@headway/learn'
import { Button, Progress } from '@mantine/core'
import '../retrain/retrain.css'

/** How far the training is, and a way out of it. */
export function TrainingProgress({ progress, cancel }: { progress: Step | undefined; cancel: () => void }) {
  const share = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0
  return (
    <div className="card job-progress train-progress">
      <div>
        <p>{saying(progress)}</p>
        <Progress value={Math.max(2, share)} aria-label="Training" size="lg" />
      </div>
      <Button variant="default" onClick={cancel}>
        Cancel
      </Button>
    </div>
  )
}

function saying(progress: Step | undefined): string {
  if (!progress) return 'Beginning; the first fold tells how long the others take'
  const { what, done, total } = progress
  return done < total ? `${what}: ${done} of ${total}` : 'Fitting on all rows, and writing the report'
}
