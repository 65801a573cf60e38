import { plotArity } from '@headway/campus'
import type { CustomVisualizationRequest, PlotType } from '@headway/contract'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { customPlotQuery, featuresQuery, galleryQuery } from '../api/queries.ts'
import { PlotFigure } from '../plots/plot-figure.tsx'
import { Answer } from '../ui/answer.tsx'
import { Section } from '../ui/section.tsx'
import './custom-plot.css'
import { PlotKinds } from './plot-kinds.tsx'

/** Five kinds of plot over any features. */
export function CustomPlotSection() {
  const [type, setType] = useState<PlotType>('scatter')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const names = useFeatureNames()
  const { least, most } = plotArity[type]
  const features = chosen.slice(0, most).filter(name => name !== '')
  const request: CustomVisualizationRequest = features.length >= least ? { plot_type: type, features: [...features] } : { plot_type: type }
  const query = useQuery(customPlotQuery(request))

  const choose = (at: number, name: string) =>
    setChosen(before => Array.from({ length: most }, (_, i) => (i === at ? name : (before[i] ?? ''))))

  return (
    <Section id="own-plot" title="A plot of your own" lead="Choose a kind and its features. Left open, a telling choice is made.">
      <div className="own-plot card">
        <form className="own-plot-form" onSubmit={event => event.preventDefault()}>
          <PlotKinds value={type} set={setType} />
          {Array.from({ length: most }, (_, i) => i)
            .filter(i => i < Math.max(least, features.length + 1))
            .map(i => (
              <NativeSelect
                key={i}
                label={i < least ? `Feature ${i + 1}` : `Feature ${i + 1}, if wanted`}
                value={chosen[i] ?? ''}
                onChange={event => choose(i, event.currentTarget.value)}
                data={[{ value: '', label: 'Open' }, ...names]}
              />
            ))}
        </form>
        <div className="own-plot-picture">
          <Answer query={query} what="the plot" height={320}>
            {({ plot_data }) => (
              <>
                <h3>{plot_data.features.join(' · ')}</h3>
                <PlotFigure data={plot_data} />
              </>
            )}
          </Answer>
        </div>
      </div>
    </Section>
  )
}

/** The target first (the gallery begins with it), then the inputs in their order. */
function useFeatureNames(): string[] {
  const features = useQuery(featuresQuery).data?.features ?? []
  const target = useQuery(galleryQuery).data?.[0]?.plot_data.features ?? []
  return [...new Set([...target, ...features.map(feature => feature.feature)])]
}
