import { Button, Checkbox } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiError } from '../api/call.ts'
import { upload } from '../api/queries.ts'
import { Section } from '../ui/section.tsx'
import { Failed } from '../ui/states.tsx'
import { PlacesTable } from './places-table.tsx'
import './upload.css'
import { UploadResult } from './upload-result.tsx'

/** A file of past students in; what became of every row out. */
export function UploadSection() {
  const [synthetic, setSynthetic] = useState(false)
  const choose = useRef<() => void>(null)
  const queries = useQueryClient()
  const sent = useMutation({ mutationFn: upload, onSuccess: () => queries.invalidateQueries() })
  /** A codebook is a JSON file; whatever else was dropped is the file of students. */
  const send = (files: readonly File[]) => {
    const codebook = files.find(isCodebook)
    const file = files.find(f => !isCodebook(f))
    if (file) sent.mutate({ file, codebook, synthetic })
  }

  return (
    <Section
      id="upload"
      title="Upload past students"
      lead="A CSV file, or the first sheet of an Excel workbook, with one row per enrolment. Rows that do not fit are listed, never silently dropped; the same file twice changes nothing. For records in columns of your own, add their codebook (datapackage.json)."
    >
      <div className="stack">
        <Dropzone
          className="drop"
          openRef={choose}
          onDrop={(files: File[]) => send(files)}
          loading={sent.isPending}
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
          <Button variant="default" onClick={() => choose.current?.()}>
            Choose a file
          </Button>
        </Dropzone>
        <Checkbox
          label="This file holds invented students"
          description="Synthetic and real records are kept apart."
          checked={synthetic}
          onChange={event => setSynthetic(event.currentTarget.checked)}
        />
        <div aria-live="polite" className="stack">
          {sent.error && <Failed error={sent.error} />}
          {sent.error instanceof ApiError && sent.error.places.length > 0 && (
            <PlacesTable caption="Where the file does not fit" places={sent.error.places} />
          )}
          {sent.data && <UploadResult answer={sent.data} />}
        </div>
      </div>
    </Section>
  )
}

const isCodebook = ({ name }: File) => name.toLowerCase().endsWith('.json')
