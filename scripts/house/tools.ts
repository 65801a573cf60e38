import { join } from 'node:path'

/** The tools that the house runs, each as a file that Node runs (their links in node_modules/.bin are shell files on Windows). */
export const tools = {
  asc: join('node_modules', 'assemblyscript', 'bin', 'asc.js'),
  biome: join('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  knip: join('node_modules', 'knip', 'bin', 'knip.js'),
  tsc: join('node_modules', 'typescript', 'bin', 'tsc'),
  vite: join('node_modules', 'vite', 'bin', 'vite.js'),
  vitest: join('node_modules', 'vitest', 'vitest.mjs'),
} as const
