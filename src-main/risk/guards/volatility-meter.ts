import type { InstrumentId } from '../../domain/index.ts'

const YEAR_MS = 365.25 * 86_400_000
/** RiskMetrics (J.P. Morgan 1996) takes 0.94 for days; minutes need a longer memory, this one halves every 3.8 hours. */
const DECAY = 0.997
/** Bars before the figure is told at all. */
const FEWEST_BARS = 60

interface Line {
  close: number
  timeMs: number
  variancePerMs: number
  bars: number
}

/**
 * Yearly volatility of each instrument from the closes of its bars: exponentially weighted mean of squared log returns per
 * unit of time, so that a gap counts as long as it is.
 */
export class VolatilityMeter {
  readonly #lines = new Map<InstrumentId, Line>()

  /** @param close of a bar that closed at `timeMs`; bars come oldest first, anything else is left out. */
  handleClose(instrumentId: InstrumentId, close: number, timeMs: number): void {
    if (!(close > 0) || !Number.isFinite(close)) return
    const line = this.#lines.get(instrumentId)
    if (!line) {
      this.#lines.set(instrumentId, { close, timeMs, variancePerMs: 0, bars: 0 })
      return
    }
    const elapsedMs = timeMs - line.timeMs
    if (elapsedMs <= 0) return
    const perMs = Math.log(close / line.close) ** 2 / elapsedMs
    line.bars += 1
    // The first bars weigh alike, so that the figure does not begin at zero.
    const weight = Math.max(1 - DECAY, 1 / line.bars)
    line.variancePerMs += weight * (perMs - line.variancePerMs)
    line.close = close
    line.timeMs = timeMs
  }

  /** 0.8 is 80 % a year; undefined until enough bars have closed. */
  annual(instrumentId: InstrumentId): number | undefined {
    const line = this.#lines.get(instrumentId)
    return line === undefined || line.bars < FEWEST_BARS ? undefined : Math.sqrt(line.variancePerMs * YEAR_MS)
  }
}
