import type { Progress } from '@headway/learn'
import { useEffect, useRef, useState } from 'react'
import type { Choices, FileRead, Source, Trained } from './messages.ts'
import { Broken, Stopped, startTrainer, type Trainer } from './trainer.ts'

export type Reading =
  | { readonly state: 'none' }
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly error: Error }
  | { readonly state: 'read'; readonly source: Source; readonly read: FileRead }

export type Training =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly progress?: Progress }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: Error }
  | { readonly state: 'trained'; readonly trained: Trained }

/** One training worker for the page: it is loaded with the page, and anew when it was ended. */
export function useTrainer() {
  const [threads, setThreads] = useState<number>()
  const [reading, setReading] = useState<Reading>({ state: 'none' })
  const [training, setTraining] = useState<Training>({ state: 'none' })
  const trainer = useRef<Trainer>(undefined)

  function start(): Trainer {
    const started = startTrainer()
    trainer.current = started
    started.ready.then(setThreads, () => {})
    return started
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with the page
  useEffect(() => {
    start()
    return () => trainer.current?.stop()
  }, [])

  const failed = (error: unknown) => {
    if (error instanceof Broken) start()
    return { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) } as const
  }

  return {
    threads,
    reading,
    training,
    read(source: Source) {
      setReading({ state: 'reading' })
      setTraining({ state: 'none' })
      const worker = trainer.current ?? start()
      worker.read(source).then(
        read => setReading({ state: 'read', source, read }),
        error => setReading(failed(error)),
      )
    },
    train(source: Source, choices: Choices) {
      setTraining({ state: 'running' })
      const worker = trainer.current ?? start()
      worker
        .train(source, choices, progress => setTraining({ state: 'running', progress }))
        .then(
          trained => setTraining({ state: 'trained', trained }),
          error => setTraining(error instanceof Stopped ? { state: 'cancelled' } : failed(error)),
        )
    },
    cancel() {
      trainer.current?.stop()
      start()
    },
  }
}
