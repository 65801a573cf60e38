import { randomBytes } from 'node:crypto'

/** @example newId('mdl') // 'mdl_3f9c1c0f7b2a' */
export function newId(kind: 'dat' | 'ver' | 'run' | 'mdl' | 'chp' | 'job' | 'log'): string {
  return `${kind}_${randomBytes(6).toString('hex')}`
}
