import { gunzipSync } from 'node:zlib'

const BLOCK = 512

/**
 * One file out of a .tgz, without a `tar` program (there are three kinds of it on Windows alone). Names of up to 100 bytes.
 *
 * @param {Uint8Array} tgz
 * @param {string} path
 * @returns {Uint8Array}
 */
export function fileFromTarball(tgz, path) {
  const tar = gunzipSync(tgz)
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const name = text(tar, at, 100)
    const size = Number.parseInt(text(tar, at + 124, 12).trim() || '0', 8)
    if (name === path) return tar.subarray(at + BLOCK, at + BLOCK + size)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  throw new Error(`There is no ${path} in the package.`)
}

function text(bytes, from, length) {
  const field = bytes.subarray(from, from + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? length : end).toString('latin1')
}
