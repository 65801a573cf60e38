const single = new Float32Array(1)
const bits = new Int32Array(single.buffer)

/** 1 / c, and log c, for a c near the middle of each sixteenth of the fractions. */
const RECIPROCALS = [
  1.398907162146528, 1.3403141896637998, 1.286432210124115, 1.2367150214269895, 1.1906977166711752, 1.1479821020556429, 1.1082251448272158,
  1.0711297413057381, 1.036437278977283, 1, 0.9492859795739057, 0.8951049428609004, 0.8476821620351103, 0.8050314851692001,
  0.7664671008843108, 0.731428603316328,
] as const
const LOGARITHMS = [
  -0.33569133332882284, -0.2929040563774074, -0.2518726580937369, -0.21245868807117255, -0.17453945183745634, -0.1380057072319758,
  -0.10275976698545139, -0.06871392447020525, -0.0357891387398228, 0, 0.05204517742929496, 0.11081431298787942, 0.1652495223695143,
  0.21687389031699977, 0.2659635028121397, 0.3127556664073557,
] as const
const FIRST = 0x3f33_0000 // the bits of 0.7 or so, where the sixteenths begin
const SMALLEST_NORMAL = 0x0080_0000

/**
 * The logarithm of a positive float32 as the C library of Linux rounds it. One value in some 400 is not the float32 nearest to the logarithm;
 * XGBoost's margins begin with this one.
 *
 * Source: glibc 2.27 and later, sysdeps/ieee754/flt-32/e_logf.c, which is ARM's optimized-routines (MIT).
 *
 * @param x finite and above 0
 * @example logf(1) // 0
 */
export function logf(x: number): number {
  single[0] = x
  const subnormal = bits[0] < SMALLEST_NORMAL
  if (subnormal) single[0] = x * 0x80_0000
  const offset = bits[0] - FIRST - (subnormal ? 23 << 23 : 0)
  const at = (offset >> 19) & 15
  const exponent = offset >> 23
  bits[0] -= (subnormal ? exponent + 23 : exponent) << 23
  const r = single[0] * RECIPROCALS[at] - 1
  const head = LOGARITHMS[at] + exponent * Math.LN2 + r
  const tail = 0.333456765744066 * r - 0.4999997485802103 - 0.25089342214237154 * (r * r)
  return Math.fround(tail * (r * r) + head)
}
