/** What the kernel uses of AssemblyScript, as far as types go. The compiler's own declarations clash with those of TypeScript. */
type i32 = number
type u32 = number
type u16 = number
type u8 = number
type i64 = number
type u64 = number
type f32 = number
type f64 = number
type bool = boolean
/** An address in linear memory, in bytes. */
type usize = number
/** Two f64, four i32, or whatever else 128 bits hold. */
interface v128 {
  readonly bits: 128
}

declare const __heap_base: usize

declare function load<T>(at: usize, offset?: usize): T
declare function store<T>(at: usize, value: T, offset?: usize): void
declare function abs<T>(x: T): T
/** Zeros below the lowest bit that is set. */
declare function ctz<T>(x: T): T
declare function sqrt<T>(x: T): T
declare function max<T>(a: T, b: T): T
declare function min<T>(a: T, b: T): T
declare function reinterpret<T>(bits: number): T
declare function unreachable(): never
/** 1 for true, without a branch. */
declare function usize(x: boolean): usize

declare const memory: {
  fill(at: usize, value: u8, bytes: usize): void
  copy(to: usize, from: usize, bytes: usize): void
}

declare const atomic: {
  load<T>(at: usize, offset?: usize): T
  store<T>(at: usize, value: T, offset?: usize): void
  add<T>(at: usize, value: T, offset?: usize): T
  cmpxchg<T>(at: usize, expected: T, replacement: T, offset?: usize): T
  /** 0: woken, 1: the value was another, 2: the time (nanoseconds; −1: no end) is over. */
  wait<T>(at: usize, expected: T, timeout: i64): i32
  notify(at: usize, count: i32): i32
}

declare const v128: {
  load(at: usize, offset?: usize): v128
  store(at: usize, value: v128, offset?: usize): void
  and(a: v128, b: v128): v128
  andnot(a: v128, b: v128): v128
  or(a: v128, b: v128): v128
  xor(a: v128, b: v128): v128
  not(a: v128): v128
  any_true(a: v128): bool
  /** Lanes 0, 1 are those of `a`, lanes 2, 3 those of `b`. */
  shuffle<T>(a: v128, b: v128, lane0: 0 | 1 | 2 | 3, lane1: 0 | 1 | 2 | 3): v128
  /** Bits of `a` where the mask is 1, else of `b`. */
  bitselect(a: v128, b: v128, mask: v128): v128
  /** Lanes of `a`, then of `b`, by number. */
  shuffle<T>(a: v128, b: v128, ...lanes: number[]): v128
  load_splat<T>(at: usize, offset?: usize): v128
  /** Lanes of `a` (f64: 0, 1) and `b` (2, 3). */
  shuffle<T>(a: v128, b: v128, first: 0 | 1 | 2 | 3, second: 0 | 1 | 2 | 3): v128
}

declare const f64x2: {
  (a: f64, b: f64): v128
  splat(x: f64): v128
  extract_lane(a: v128, lane: 0 | 1): f64
  replace_lane(a: v128, lane: 0 | 1, x: f64): v128
  add(a: v128, b: v128): v128
  sub(a: v128, b: v128): v128
  mul(a: v128, b: v128): v128
  div(a: v128, b: v128): v128
  min(a: v128, b: v128): v128
  max(a: v128, b: v128): v128
  /** a < b ? b : a, one instruction where `max` minds NaN and −0. */
  pmax(a: v128, b: v128): v128
  abs(a: v128): v128
  neg(a: v128): v128
  sqrt(a: v128): v128
  trunc(a: v128): v128
  eq(a: v128, b: v128): v128
  ne(a: v128, b: v128): v128
  lt(a: v128, b: v128): v128
  le(a: v128, b: v128): v128
  gt(a: v128, b: v128): v128
  ge(a: v128, b: v128): v128
  convert_low_i32x4_s(a: v128): v128
}

declare const i32x4: {
  splat(x: i32): v128
  extract_lane(a: v128, lane: 0 | 1 | 2 | 3): i32
  trunc_sat_f64x2_s_zero(a: v128): v128
}

declare const i64x2: {
  (a: i64, b: i64): v128
  splat(x: i64): v128
  add(a: v128, b: v128): v128
  shl(a: v128, by: i32): v128
  extend_low_i32x4_s(a: v128): v128
  all_true(a: v128): bool
}
