import type { Visualization } from '@headway/contract'
import { useQuery } from '@tanstack/react-query'
import { galleryQuery } from '../api/queries.ts'
import { PlotFigure } from '../plots/plot-figure.tsx'
import { Answer } from '../ui/answer.tsx'
import { Section } from '../ui/section.tsx'
import { Empty } from '../ui/states.tsx'
import './gallery.css'

/** Four first pictures of the records, each with what can be read from it. */
export function GallerySection() {
  const gallery = useQuery(galleryQuery)
  return (
    <Section
      id="data"
      title="What the records show"
      lead="Counts from the records held now. Things seen together here need not bring each other about."
    >
      <Answer query={gallery} what="the pictures" height={480}>
        {plots =>
          plots.length === 0 ? (
            <Empty>No records yet. Upload a file of past students below.</Empty>
          ) : (
            <div className="gallery">
              {plots.map(plot => (
                <GalleryPlot key={plot.title} plot={plot} />
              ))}
            </div>
          )
        }
      </Answer>
    </Section>
  )
}

function GalleryPlot({ plot }: { plot: Visualization }) {
  return (
    <article className="card" data-testid="gallery-plot">
      <h3>{plot.title}</h3>
      <p className="soft gallery-reading">{plot.interpretation}</p>
      <PlotFigure data={plot.plot_data} />
    </article>
  )
}
