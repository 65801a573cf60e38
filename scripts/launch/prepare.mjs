import { rmSync, writeFileSync } from 'node:fs'
import { dependenciesInstalled, stampFile, stampOf } from './dependencies.mjs'
import { fetchNode } from './fetch-node.mjs'
import { withLock } from './lock.mjs'
import { nodeAtHand } from './node.mjs'
import { runNpm } from './npm.mjs'
import { Refusal } from './refusal.mjs'

/** Fetches and installs what is missing, one launch at a time; whoever waited finds it done. */
export async function prepare(root) {
  await withLock(root, 'prepare', () => {
    if (nodeAtHand(root) === undefined) fetchNode(root)
    if (!dependenciesInstalled(root)) installDependencies(root, nodeAtHand(root))
  })
}

/** `npm ci`; the stamp is written only when it succeeded. */
function installDependencies(root, node) {
  console.error('Installing the packages of package-lock.json (only when it has changed; about half a minute).')
  rmSync(stampFile(root), { force: true })
  const { ok } = runNpm(node, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, show: true })
  if (!ok) throw new Refusal('The packages could not be installed; npm said why above. Mend that and run this again.')
  writeFileSync(stampFile(root), stampOf(root))
}
