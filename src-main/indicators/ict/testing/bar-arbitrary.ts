import * as fc from 'fast-check'
import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctParameters } from '../ict-parameters.ts'
import { MINUTE_MS } from './bars.ts'

/** Minutes that are missing before a bar; mostly none. */
const missing = fc.oneof(
  { weight: 20, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3000 }) },
)

/** Moves of a bar in ticks: to its open (a gap), up and down from there, and the close as a share of the bar in quarters. */
const moves = fc.record({
  gap: fc.integer({ min: -3, max: 3 }),
  up: fc.integer({ min: 0, max: 8 }),
  down: fc.integer({ min: 0, max: 8 }),
  quarters: fc.integer({ min: 0, max: 4 }),
  missing,
})

/** Minute bars on few price levels, so that equal prices, gaps and bars without a body are common. */
export const barSeries: fc.Arbitrary<Candle[]> = fc.array(moves, { maxLength: 200, size: 'max' }).map((series) => {
  let close = 1000
  let minute = 0
  return series.map(({ gap, up, down, quarters, missing }) => {
    const open = close + gap
    const high = open + up
    const low = open - down
    close = low + ((high - low) * quarters) / 4
    minute += 1 + missing
    return { openTimeMs: timeMs(minute * MINUTE_MS), open, high, low, close, volume: up + down }
  })
})

/** Short periods, so that short series hold something. */
export const shortParameters: fc.Arbitrary<IctParameters> = fc.record({
  swingLength: fc.integer({ min: 1, max: 4 }),
  closeBreak: fc.boolean(),
  equalRangeAtr: fc.constantFrom(0.25, 1),
  displacementAtr: fc.constantFrom(0.5, 1, 1.5),
  atrPeriod: fc.integer({ min: 1, max: 5 }),
})
