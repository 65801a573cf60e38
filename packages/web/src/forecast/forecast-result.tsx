import type { PredictAnswer } from '@headway/contract'
import { counted, percent } from '../ui/numbers.ts'
import { ProbabilityChart } from './probability-chart.tsx'
import { Reasons } from './reasons.tsx'
import { outcomeOfReasons } from './reasons-in-words.ts'

/** The likeliest grade, how likely every grade is, and why. `titles` by column name. */
export function ForecastResult({ forecast, titles }: { forecast: PredictAnswer; titles: ReadonlyMap<string, string> }) {
  const { prediction, meaning, probabilities, event, unknown, reasons, synthetic, model } = forecast
  const own = probabilities?.[prediction]
  return (
    <div className="card stack">
      <header className="verdict">
        <p className="soft">Likeliest outcome</p>
        <p className="verdict-grade">
          <strong>{prediction}</strong>
          {meaning && <span>{meaning}</span>}
        </p>
        {own !== undefined && (
          <p>
            The model gives {prediction} a probability of <b>{percent(own)}</b>
            {own < 0.5 && ': something else is likelier than not'}.
          </p>
        )}
        {event && (
          <p>
            {event.name}: <b>{percent(event.probability)}</b>.
          </p>
        )}
        <p className="verdict-caution">A forecast is a reason to talk, not a verdict.</p>
      </header>
      {probabilities && (
        <div>
          <h3>Every outcome</h3>
          <ProbabilityChart probabilities={probabilities} prediction={String(prediction)} />
        </div>
      )}
      {reasons && <Reasons reasons={reasons} outcome={outcomeOfReasons(forecast)} />}
      {unknown.length > 0 && (
        <details>
          <summary>{counted(unknown.length, 'answer')} not known, filled in from past students</summary>
          <p className="soft">{unknown.map(column => titles.get(column) ?? column).join(', ')}.</p>
        </details>
      )}
      <p className="fine soft">
        Model <code>{model}</code>
        {synthetic && ', trained on synthetic demo students: it says nothing about real ones'}.
      </p>
    </div>
  )
}
