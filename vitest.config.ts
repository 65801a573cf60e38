import { defineConfig } from 'vitest/config'

/** Fast tests stand beside the code; slow ones (`*.slow.test.ts`: PostgreSQL, Chromium, docs, whole processes) run by `npm test` only. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['packages/*/{src,test}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          exclude: ['**/*.slow.test.*'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: ['packages/*/{src,test}/**/*.slow.test.ts', 'test/*.slow.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
