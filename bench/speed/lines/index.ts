import type { Line } from '../line.ts'
import { additive } from './additive.ts'
import { inChromium } from './chromium.ts'
import { contributions } from './contributions.ts'
import { forecasts } from './forecasts.ts'
import { growth } from './growth.ts'
import { logistic } from './logistic.ts'
import { memory } from './memory.ts'
import { network } from './network.ts'
import { threads } from './threads.ts'
import { train } from './train.ts'
import { uci697 } from './uci697.ts'

/** In the order of the page. */
export const lines: readonly Line[] = [
  ...train,
  ...threads,
  ...uci697,
  ...forecasts,
  ...contributions,
  ...logistic,
  ...network,
  ...additive,
  ...memory,
  ...inChromium,
  ...growth,
]
