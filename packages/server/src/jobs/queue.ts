/** Hands out the ids of jobs that wait; what a job is stands in the table `job`. */
export interface Queue {
  push(id: string): Promise<void>
  /** Calls `run` for every id, one at a time. `again`: it was handed out before, and whoever had it is gone. */
  work(run: (id: string, again: boolean) => Promise<void>): Promise<void>
  close(): Promise<void>
}
