import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Loading } from './states.tsx'

/**
 * Chooses among waiting, refusal and data. A refusal stands above older data and never replaces it; a refetch keeps what is shown.
 */
export function Answer<Data>({
  query,
  what,
  height,
  children,
}: {
  query: UseQueryResult<Data, Error>
  what: string
  height?: number
  children: (data: Data) => ReactNode
}) {
  const { data, error, refetch, isFetching } = query
  return (
    <div aria-busy={isFetching}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data !== undefined ? children(data) : !error && <Loading what={what} {...(height !== undefined && { height })} />}
    </div>
  )
}
