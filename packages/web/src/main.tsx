import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App } from './app.tsx'
import { openPage } from './open-page.tsx'

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 60_000 } } })

openPage(
  <QueryClientProvider client={queries}>
    <App />
  </QueryClientProvider>,
)
