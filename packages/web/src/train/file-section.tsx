import { Button } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useRef } from 'react'
import '../upload/upload.css'
import { Section } from '../ui/section.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { FileSummary } from './file-summary.tsx'
import type { Source } from './messages.ts'
import type { Reading } from './use-trainer.ts'

/** Which file; then what was found in it. */
export function FileSection({ reading, read, busy }: { reading: Reading; read: (source: Source) => void; busy: boolean }) {
  const choose = useRef<() => void>(null)
  const take = (files: readonly File[]) => {
    const codebook = files.find(isCodebook)
    const file = files.find(f => !isCodebook(f))
    if (file) read({ file, ...(codebook && { codebook }) })
  }
  return (
    <Section
      id="file"
      title="A file of past students"
      lead="CSV, one row per enrolment, with a column that says how it ended. Columns in a known schema are recognised; for others add their codebook (datapackage.json), or let it be guessed."
    >
      <div className="stack">
        <Dropzone
          className="drop"
          openRef={choose}
          onDrop={(files: File[]) => take(files)}
          loading={reading.state === 'reading'}
          disabled={busy}
          multiple
          maxFiles={2}
          activateOnClick={false}
          activateOnKeyboard={false}
          enablePointerEvents
          tabIndex={-1}
          inputProps={{ 'aria-label': 'File of past students' }}
        >
          <p>
            <b>Drop a file here</b> <span className="soft">or</span>
          </p>
          <Button variant="default" disabled={busy} onClick={() => choose.current?.()}>
            Choose a file
          </Button>
        </Dropzone>
        <div aria-live="polite" className="stack">
          {reading.state === 'reading' && <Loading what="the file" height={60} />}
          {reading.state === 'failed' && <Failed error={reading.error} />}
          {reading.state === 'read' && <FileSummary name={reading.source.file.name} read={reading.read} />}
        </div>
      </div>
    </Section>
  )
}

const isCodebook = ({ name }: File) => name.toLowerCase().endsWith('.json')
