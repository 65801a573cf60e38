import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import './states.css'

/** Nothing has come yet. */
export function Loading({ what, height = 160 }: { what: string; height?: number }) {
  return (
    <div role="status">
      <span className="visually-hidden">Loading {what} …</span>
      <Skeleton height={height} radius="md" />
    </div>
  )
}

/** The server's own sentence, and a way on. */
export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div role="alert" className="notice notice-failed">
      <p>{error.message}</p>
      {retry && (
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** There is nothing to show yet; says what to do. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="notice notice-empty">{children}</div>
}
