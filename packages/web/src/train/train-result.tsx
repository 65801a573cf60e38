import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { styleNonce } from '../open-page.tsx'
import { Section } from '../ui/section.tsx'
import type { Trained } from './messages.ts'

/** The model to take away, and its report. */
export function TrainResult({ trained: { model, report, verdict, seconds } }: { trained: Trained }) {
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => card.current?.focus(), [])
  return (
    <Section id="result" title="The model and its report">
      <div className="stack">
        {/* biome-ignore lint/a11y/useSemanticElements: a section would be nameless twice */}
        <div ref={card} className="card stack" role="group" tabIndex={-1} aria-label="The result">
          <p className="upload-message">{verdict}</p>
          <p className="soft">Trained in {seconds.toFixed(0)} seconds. Forecasts with it: headway predict model.json new-students.csv.</p>
          <div className="actions">
            <Button onClick={() => save('model.json', model, 'application/json')}>Save the model</Button>
            <Button variant="default" onClick={() => save('report.html', report, 'text/html')}>
              Save the report
            </Button>
          </div>
        </div>
        <iframe className="train-report" title="The report" sandbox="" srcDoc={withNonce(report)} />
      </div>
    </Section>
  )
}

/** The report's own styles, by leave of this page's policy. */
function withNonce(report: string): string {
  return report.replace('<style>', () => `<style nonce="${styleNonce()}">`)
}

function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
