import { generateRecords } from '@headway/campus'
import { writeRecords } from '@headway/ingest'

/** Writes datasets one after another until it is killed: write-until-killed.ts <folder>. Says each step on a line. */
const [folder] = process.argv.slice(2)
const { records } = generateRecords({ newStudents: 300, terms: 4, courses: 3, seed: 1 })
for (let i = 0; ; i++) {
  await writeRecords(records, `${folder}/${i}`, { progress: what => console.log(`${i} ${what}`) })
  console.log(`${i} written`)
}
