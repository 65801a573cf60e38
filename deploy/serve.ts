import { main } from '../packages/server/src/main.ts'

/** The container's command: the pages are built into the image, so there is nothing left to do but to serve. */
await main()
