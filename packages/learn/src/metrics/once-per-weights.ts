/**
 * A function of weights that remembers its last answer: several metrics of one forecast ask the same of each resample. Weights are told apart by
 * their array, which nobody writes to again once it was asked about.
 */
export function oncePerWeights<T>(of: (weights: Float64Array) => T): (weights: Float64Array) => T {
  let last: { readonly weights: Float64Array; readonly answer: T } | undefined
  return weights => {
    if (last?.weights !== weights) last = { weights, answer: of(weights) }
    return last.answer
  }
}

/** The same answers for metrics that were given the same outcomes and the same forecast: made once, for as long as the forecast lives. */
export function sharedByForecast<Forecast extends object, T>(
  make: (y: ArrayLike<number>, forecast: Forecast) => (weights: Float64Array) => T,
): (y: ArrayLike<number>, forecast: Forecast) => (weights: Float64Array) => T {
  const made = new WeakMap<Forecast, { readonly y: ArrayLike<number>; readonly of: (weights: Float64Array) => T }>()
  return (y, forecast) => {
    const known = made.get(forecast)
    if (known?.y === y) return known.of
    const of = oncePerWeights(make(y, forecast))
    made.set(forecast, { y, of })
    return of
  }
}
