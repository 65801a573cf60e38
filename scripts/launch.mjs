#!/usr/bin/env node
// node scripts/launch.mjs <script> [arguments]: runs the script on Node 24 with its dependencies installed.
// Plain JavaScript for Node 20: this file and launch/ run before anything newer is there. See docs/decisions/0001.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dependenciesInstalled } from './launch/dependencies.mjs'
import { nodeAtHand } from './launch/node.mjs'
import { Refusal } from './launch/refusal.mjs'
import { runScript } from './launch/run-script.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

async function main([script, ...args]) {
  if (script === undefined) throw new Refusal('Say what to run: node scripts/launch.mjs <script> [arguments].')
  if (nodeAtHand(root) === undefined || !dependenciesInstalled(root)) {
    const { prepare } = await import('./launch/prepare.mjs') // not loaded by the launches that find everything in place
    await prepare(root)
  }
  return runScript(nodeAtHand(root), script, args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}
