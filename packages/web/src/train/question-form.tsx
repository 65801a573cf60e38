import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../ui/section.tsx'
import { Empty } from '../ui/states.tsx'
import type { Choices, FileRead } from './messages.ts'

const bounds = [
  { comparison: '<', label: 'below …, or not' },
  { comparison: '>=', label: 'at least …, or not' },
] as const

/** What to forecast, and how thoroughly. */
export function QuestionForm({ read, busy, train }: { read: FileRead; busy: boolean; train: (choices: Choices) => void }) {
  const [column, setColumn] = useState(read.targets[0]?.column ?? '')
  const [ask, setAsk] = useState(0)
  const [bound, setBound] = useState('')
  const [thorough, setThorough] = useState(false)
  const [withProtected, setWithProtected] = useState(false)
  const chosen = read.targets.find(target => target.column === column)
  if (!chosen) return <Empty>No column of this file can be forecast: each names rows, or has one outcome only.</Empty>
  const comparison = chosen.bounded ? bounds[ask - chosen.asks.length]?.comparison : undefined
  const target = comparison === undefined ? chosen.asks[ask]?.target : bound.trim() !== '' && `${column}${comparison}${bound.trim()}`
  const options = [...chosen.asks.map(({ label }) => label), ...(chosen.bounded ? bounds.map(({ label }) => label) : [])]
  return (
    <Section id="question" title="What to forecast" lead="One column is the outcome; the others are what the forecast may go by.">
      <form
        className="card stack"
        onSubmit={event => {
          event.preventDefault()
          if (target) train({ target, withProtected, quick: !thorough })
        }}
      >
        <div className="train-fields">
          <NativeSelect
            label="Outcome"
            value={column}
            data={read.targets.map(({ column: value, title: label }) => ({ value, label }))}
            onChange={event => {
              setColumn(event.currentTarget.value)
              setAsk(0)
            }}
          />
          <NativeSelect
            label="Asked about it"
            value={String(ask)}
            data={options.map((label, i) => ({ value: String(i), label }))}
            onChange={event => setAsk(Number(event.currentTarget.value))}
          />
          {comparison !== undefined && (
            <TextInput label="Bound" inputMode="decimal" required value={bound} onChange={event => setBound(event.currentTarget.value)} />
          )}
        </div>
        <Checkbox
          label="Give protected columns to the model"
          description="They are kept for the audit of groups either way."
          checked={withProtected}
          onChange={event => setWithProtected(event.currentTarget.checked)}
        />
        <Checkbox
          label="The whole evaluation"
          description="More repeats and resamples, and what a careless protocol would have claimed. Takes several times as long."
          checked={thorough}
          onChange={event => setThorough(event.currentTarget.checked)}
        />
        <Button type="submit" size="md" disabled={busy || !target}>
          Train
        </Button>
      </form>
    </Section>
  )
}
