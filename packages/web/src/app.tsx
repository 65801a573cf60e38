import { CustomPlotSection } from './custom-plot/custom-plot-section.tsx'
import { EvaluationSection } from './evaluation/evaluation-section.tsx'
import { ForecastSection } from './forecast/forecast-section.tsx'
import { GallerySection } from './gallery/gallery-section.tsx'
import { DataBanner } from './home/data-banner.tsx'
import { Opening } from './home/opening.tsx'
import { PageHead } from './home/page-head.tsx'
import { RetrainSection } from './retrain/retrain-section.tsx'
import { UploadSection } from './upload/upload-section.tsx'

const places = [
  { href: '#forecast', label: 'Forecast' },
  { href: '#evidence', label: 'How good is it?' },
  { href: '#data', label: 'The data' },
  { href: '#own-plot', label: 'Your own plot' },
  { href: '#upload', label: 'Upload' },
  { href: '#retrain', label: 'Retrain' },
  { href: '/train', label: 'In this browser' },
]

/** The main page: from a forecast, over the evidence for it, to new records and a new model. */
export function App() {
  return (
    <div className="page">
      <a className="skip" href="#forecast">
        Skip to the forecast
      </a>
      <PageHead places={places} />
      <main className="wrap">
        <Opening />
        <DataBanner />
        <ForecastSection />
        <EvaluationSection />
        <GallerySection />
        <CustomPlotSection />
        <UploadSection />
        <RetrainSection />
      </main>
      <footer className="wrap foot">
        <p>
          Headway runs on this machine; nothing on this page leaves it. <a href="/train">Train in this browser</a> to try a file that not
          even this server should hold. The same answers are at <a href="/docs">/docs</a> for programs.
        </p>
      </footer>
    </div>
  )
}
