import { readRecords } from '@headway/ingest'
import { answer } from './thread.ts'
import { type MomentMade, type MomentTask, trainAt } from './train-at.ts'

/** The thread of one moment: reads the dataset for itself. */
await answer<MomentTask, MomentMade>(async (task, io) => trainAt(await readRecords(task.dataset), task, io))
