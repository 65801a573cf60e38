import type { PlotType } from '@headway/contract'

const kinds: readonly { readonly value: PlotType; readonly label: string; readonly says: string }[] = [
  { value: 'scatter', label: 'Scatter', says: 'Two features against each other; a circle counts the records with that pair of answers.' },
  { value: 'boxplot', label: 'Boxes', says: 'How an ordered feature is spread within each group: middle half, median, whole range.' },
  { value: 'barplot', label: 'Bars', says: 'Shares of one feature within each group of another.' },
  { value: 'histogram', label: 'Histogram', says: 'How many records in each category, for up to six features.' },
  { value: 'pairplot', label: 'Pairs', says: 'Two to five features, each against every other.' },
]

/** One of five kinds, as radio buttons that wrap on a small screen. */
export function PlotKinds({ value, set }: { value: PlotType; set: (kind: PlotType) => void }) {
  return (
    <fieldset className="plot-kinds">
      <legend>Kind of plot</legend>
      <div className="plot-kinds-row">
        {kinds.map(kind => (
          <label key={kind.value}>
            <input type="radio" name="plot-kind" value={kind.value} checked={kind.value === value} onChange={() => set(kind.value)} />
            <span>{kind.label}</span>
          </label>
        ))}
      </div>
      <p className="plot-kinds-says">{kinds.find(kind => kind.value === value)?.says}</p>
    </fieldset>
  )
}
