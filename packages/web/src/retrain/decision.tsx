import { Button } from '@mantine/core'

export interface DecisionProps {
  readonly decide: (keep: boolean) => void
  readonly deciding: boolean
}

/** Keep the new model, or stay with the old one. */
export function Decision({ decide, deciding }: DecisionProps) {
  return (
    <div className="actions">
      <Button onClick={() => decide(true)} disabled={deciding}>
        Keep the new model
      </Button>
      <Button variant="default" onClick={() => decide(false)} disabled={deciding}>
        Revert to the old one
      </Button>
    </div>
  )
}
