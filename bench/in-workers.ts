import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/**
 * Runs tasks in as many worker threads as there are cores, the next task to whoever is free; answers in the order of the tasks. The
 * module's thread answers each message (a task) with one message.
 *
 * @throws Error what a thread threw; the other threads are ended
 */
export async function inWorkers<Task, Answer>(
  module: URL,
  tasks: readonly Task[],
  onDone: (task: Task, seconds: number) => void = () => {},
): Promise<Answer[]> {
  const answers: Answer[] = new Array(tasks.length)
  let next = 0
  const workers = Array.from({ length: Math.min(tasks.length, availableParallelism()) }, () => new Worker(module))
  const work = async (worker: Worker) => {
    while (next < tasks.length) {
      const at = next++
      const began = performance.now()
      answers[at] = await answerOf<Answer>(worker, tasks[at])
      onDone(tasks[at]!, (performance.now() - began) / 1000)
    }
  }
  try {
    await Promise.all(workers.map(work))
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
  return answers
}

function answerOf<Answer>(worker: Worker, task: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const off = () => {
      worker.off('message', done)
      worker.off('error', failed)
    }
    const done = (answer: Answer) => {
      off()
      resolve(answer)
    }
    const failed = (error: Error) => {
      off()
      reject(error)
    }
    worker.on('message', done)
    worker.on('error', failed)
    worker.postMessage(task)
  })
}
