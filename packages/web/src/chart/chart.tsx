import { type PlotOptions, plot } from '@observablehq/plot'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { DataTable, type DataTableProps } from '../ui/data-table.tsx'
import './chart.css'

export interface ChartProps {
  /** The picture for a width in CSS pixels. */
  readonly draw: (width: number) => PlotOptions
  /** The same numbers as a table: what a screen reader gets, and everyone who asks. */
  readonly table: DataTableProps
  readonly tableOpen?: boolean
  readonly children?: ReactNode // what stands under the picture: the reading of it, a legend
}

/**
 * A picture with its numbers. The drawing itself is hidden from assistive technology (Plot labels groups that have no role); the
 * figure carries the name, the table carries the content.
 */
export function Chart({ draw, table, tableOpen = false, children }: ChartProps) {
  const canvas = useRef<HTMLDivElement>(null)
  const width = useWidth(canvas)
  const captionId = useId()

  useEffect(() => {
    if (!canvas.current || width === 0) return
    const picture = plot({ className: 'drawing', width, ...draw(width) })
    picture.querySelector('style')?.remove() // its rules stand in chart.css: the content security policy refuses loose style elements
    canvas.current.replaceChildren(picture)
  }, [draw, width])

  return (
    <figure className="chart" aria-labelledby={captionId}>
      <div ref={canvas} className="chart-canvas" aria-hidden="true" />
      <figcaption id={captionId} className="visually-hidden">
        {table.caption}. The table below holds the same numbers.
      </figcaption>
      {children}
      <details open={tableOpen}>
        <summary>
          Show as a table<span className="visually-hidden">: {table.caption}</span>
        </summary>
        <DataTable {...table} />
      </details>
    </figure>
  )
}

function useWidth(ref: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!ref.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
  return width
}
