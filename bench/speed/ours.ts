import { readFile, writeFile } from 'node:fs/promises'
import type { FittedRecipe } from '@headway/learn'
import type { Clock } from './measured.ts'
import { type RowsFile, readRows } from './rows-file.ts'
import { allocation } from './work/allocation.ts'
import { works } from './work/index.ts'
import type { Loaded, Task } from './work/task.ts'

const clock: Clock = {
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  },
  wall: () => performance.now() / 1000,
}

/** One measurement in a process of its own: ours.ts <task as JSON>. What it found is its last line. */
const { model, train, test, ...task } = JSON.parse(process.argv[2]!) as Task<RowsFile>
const saves = task.work === 'save model'
const loaded: Loaded = {
  ...task,
  ...(train && { train: await readRows(train) }),
  ...(test && { test: await readRows(test) }),
  ...(model && !saves && { fitted: JSON.parse(await readFile(model, 'utf8')) as FittedRecipe }),
  classes: (train ?? test)!.classes,
  clock,
}
const { fitted, ...measured } = await (task.work === 'allocation' ? allocation : works[task.work]!)(loaded)
if (saves) await writeFile(model!, JSON.stringify(fitted))
console.log(JSON.stringify(measured))
