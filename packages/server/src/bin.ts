#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

enableCompileCache() // the second start need not compile anything
const { main } = await import('./main.ts')
process.exitCode = await main()
