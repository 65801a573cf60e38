import { PageHead } from '../home/page-head.tsx'
import { Failed } from '../ui/states.tsx'
import { FileSection } from './file-section.tsx'
import { QuestionForm } from './question-form.tsx'
import { TrainResult } from './train-result.tsx'
import './train.css'
import { TrainingProgress } from './training-progress.tsx'
import { useTrainer } from './use-trainer.ts'

/** A file of past students becomes a model with its honest report inside the browser, in a worker; no server takes part. */
export function TrainPage() {
  const { threads, reading, training, read, train, cancel } = useTrainer()
  const running = training.state === 'running'
  const places = [
    { href: '/', label: 'Main page' },
    { href: '#file', label: 'File' },
    ...(reading.state === 'read' ? [{ href: '#question', label: 'Question' }] : []),
    ...(training.state === 'trained' ? [{ href: '#result', label: 'Result' }] : []),
  ]
  return (
    <div className="page">
      <a className="skip" href="#file">
        Skip to the file
      </a>
      <PageHead places={places} />
      <main className="wrap">
        <div className="promise">
          <h1>Train in this browser</h1>
          <p>
            Your file is read, learned from and judged on this machine, inside this page. No record is sent anywhere: once the page stands,
            the network may be cut.
          </p>
          <p className="train-ready" role="status">
            {threads === undefined
              ? 'Loading what training needs …'
              : `Ready, with ${threads === 1 ? 'one thread' : `${threads} threads`}.`}
          </p>
        </div>
        <FileSection reading={reading} read={read} busy={running} />
        {reading.state === 'read' && <QuestionForm read={reading.read} busy={running} train={choices => train(reading.source, choices)} />}
        <div aria-live="polite">
          {running && <TrainingProgress progress={training.progress} cancel={cancel} />}
          {training.state === 'cancelled' && <p>Training was cancelled. Nothing was kept.</p>}
          {training.state === 'failed' && <Failed error={training.error} />}
        </div>
        {training.state === 'trained' && <TrainResult trained={training.trained} />}
      </main>
      <footer className="wrap foot">
        <p>The command line makes the same model of the same file, byte for byte: headway train.</p>
      </footer>
    </div>
  )
}
