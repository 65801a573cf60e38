/** What the page is for, in two sentences. */
export function Opening() {
  return (
    <div className="promise">
      <h1>Can we tell early, and what can still change?</h1>
      <p>
        An honest forecast from your own past records: how likely each grade is, why, and how far to trust it. Judged only on students it
        never saw.
      </p>
    </div>
  )
}
