import { addRows } from './row-products'

/** Rows that are worked on while they are in the nearest cache. */
const BLOCK: i32 = 32
/** Bytes from one panel (four columns of a block, row by row) to the next. */
const PANEL: usize = 1024
/** Bytes of a tile: 4 × 4 sums. */
const TILE: usize = 128

/**
 * The lower triangle of Xᵀ diag(v) X into `out` [m, m], rows added one after another as in src/learners/linear/gram.ts; what
 * stands above the diagonal is left as it is. Tiles of 4 × 4 sums stay in registers for a block of rows.
 *
 * @param room 8 · (BLOCK · 2 p + p / 4 · (p / 4 + 1) / 2 · 16 + BLOCK) bytes, p = m rounded down to fours
 */
export function gram(x: usize, v: usize, rows: i32, m: i32, room: usize, out: usize): void {
  const panels: i32 = m >> 2
  const scaled: usize = room + (panels as usize) * PANEL
  const tiles: usize = scaled + (panels as usize) * PANEL
  const column: usize = tiles + (((panels * (panels + 1)) >> 1) as usize) * TILE
  const stride: usize = (m as usize) << 3
  memory.fill(tiles, 0, column - tiles)
  for (let j = panels << 2; j < m; j++) memory.fill(out + (j as usize) * stride, 0, ((j + 1) as usize) << 3)

  for (let from: i32 = 0; from < rows; from += BLOCK) {
    const n = min<i32>(BLOCK, rows - from)
    const first = x + (from as usize) * stride
    const weights = v + ((from as usize) << 3)
    pack(first, weights, n, panels, stride, room, scaled)
    addTiles(room, scaled, n, panels, tiles)
    for (let j = panels << 2; j < m; j++) {
      for (let i: usize = 0; i < (n as usize) << 3; i += 8) {
        store<f64>(column + i, load<f64>(weights + i) * load<f64>(first + (i >> 3) * stride + ((j as usize) << 3)))
      }
      addRows(first, stride, column, n, j + 1, out + (j as usize) * stride)
    }
  }
  unpack(tiles, panels, stride, out)
}

/** The block's columns in panels of four, as they are and times the weights of the rows. */
function pack(x: usize, v: usize, n: i32, panels: i32, stride: usize, plain: usize, scaled: usize): void {
  for (let i: usize = 0; i < (n as usize); i++) {
    const weight = v128.load_splat<f64>(v + (i << 3))
    let at = i << 5
    let from = x + i * stride
    for (let p: i32 = 0; p < panels; p++) {
      const a = v128.load(from)
      const b = v128.load(from, 16)
      v128.store(plain + at, a)
      v128.store(plain + at, b, 16)
      v128.store(scaled + at, f64x2.mul(weight, a))
      v128.store(scaled + at, f64x2.mul(weight, b), 16)
      from += 32
      at += PANEL
    }
  }
}

function addTiles(plain: usize, scaled: usize, n: i32, panels: i32, tiles: usize): void {
  const length: usize = (n as usize) << 5
  let tile = tiles
  for (let j: usize = 0; j < (panels as usize); j++) {
    for (let l: usize = 0; l <= j; l++) {
      let a0 = v128.load(tile)
      let b0 = v128.load(tile, 16)
      let a1 = v128.load(tile, 32)
      let b1 = v128.load(tile, 48)
      let a2 = v128.load(tile, 64)
      let b2 = v128.load(tile, 80)
      let a3 = v128.load(tile, 96)
      let b3 = v128.load(tile, 112)
      let p = plain + l * PANEL
      let q = scaled + j * PANEL
      const end = q + length
      while (q < end) {
        const a = v128.load(p)
        const b = v128.load(p, 16)
        let t = v128.load_splat<f64>(q)
        a0 = f64x2.add(a0, f64x2.mul(t, a))
        b0 = f64x2.add(b0, f64x2.mul(t, b))
        t = v128.load_splat<f64>(q, 8)
        a1 = f64x2.add(a1, f64x2.mul(t, a))
        b1 = f64x2.add(b1, f64x2.mul(t, b))
        t = v128.load_splat<f64>(q, 16)
        a2 = f64x2.add(a2, f64x2.mul(t, a))
        b2 = f64x2.add(b2, f64x2.mul(t, b))
        t = v128.load_splat<f64>(q, 24)
        a3 = f64x2.add(a3, f64x2.mul(t, a))
        b3 = f64x2.add(b3, f64x2.mul(t, b))
        p += 32
        q += 32
      }
      v128.store(tile, a0)
      v128.store(tile, b0, 16)
      v128.store(tile, a1, 32)
      v128.store(tile, b1, 48)
      v128.store(tile, a2, 64)
      v128.store(tile, b2, 80)
      v128.store(tile, a3, 96)
      v128.store(tile, b3, 112)
      tile += TILE
    }
  }
}

/** The tiles into the rows of `out`, up to the diagonal. */
function unpack(tiles: usize, panels: i32, stride: usize, out: usize): void {
  let tile = tiles
  for (let j: i32 = 0; j < panels; j++) {
    for (let l: i32 = 0; l <= j; l++) {
      for (let k: i32 = 0; k < 4; k++) {
        const width = l < j ? 4 : k + 1
        memory.copy(out + ((4 * j + k) as usize) * stride + ((l as usize) << 5), tile + ((k as usize) << 5), (width as usize) << 3)
      }
      tile += TILE
    }
  }
}
