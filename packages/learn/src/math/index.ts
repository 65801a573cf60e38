export const { exp, log, log1p, expm1, pow, tanh } = Math
