import type { InstrumentView } from '../src-contract/index.ts'
import { EngineError, errorText } from './base/index.ts'
import type { OpenedViews } from './compose-followed-views.ts'
import type { EngineParts } from './compose-parts.ts'
import type { Readings } from './compose-readings.ts'
import { candleView, instrumentView } from './compose-views.ts'
import type { EngineApi } from './gateway/index.ts'
import { indicatorCatalogue } from './indicators/index.ts'

/** Prices, bars and indicators, in the contract's shapes. */
export function marketApi({ session }: EngineParts, readings: Readings): EngineApi['market'] {
  return {
    instruments: () => session.marketData.instruments().map(instrumentView),
    async refreshInstruments() {
      try {
        await session.venueRules.refresh()
      } catch (error) {
        throw new EngineError('VENUE_FAILED', `The rules could not be read: ${errorText(error)}`)
      }
      return session.marketData.instruments().map(instrumentView)
    },
    quotes: () => readings.quotes(),
    async candles({ instrumentId: text, timeframe, beforeMs, limit }) {
      const instrumentId = readings.instrumentId(text)
      const candles = session.candles.before(instrumentId, timeframe, { beforeMs, limit })
      return { instrumentId, timeframe, candles: candles.map(candleView) }
    },
    candlesRevision: (text, timeframe) => session.candles.revision(readings.instrumentId(text), timeframe),
    catalogue: indicatorCatalogue,
    async indicatorSeries({ instrumentId: text, timeframe, indicator, parameters, beforeMs, limit }) {
      const query = { instrumentId: readings.instrumentId(text), timeframe, indicator, parameters }
      const { columns, ...series } = session.indicators.series(query, beforeMs, limit)
      return { ...query, ...series, columns: [...columns] }
    },
    async ictRecords({ instrumentId: text, timeframe, ...page }) {
      return session.ict.records({ instrumentId: readings.instrumentId(text), timeframe }, page)
    },
  }
}

/** Told at once when the venue has other rules for an instrument, or another status. */
export function instrumentsTopic(
  { session: { marketData } }: Pick<EngineParts, 'session'>,
  onDelta: (view: InstrumentView) => void,
): OpenedViews<InstrumentView> {
  const subscription = marketData.onInstrument((instrument) => onDelta(instrumentView(instrument)))
  return { snapshot: marketData.instruments().map(instrumentView), subscription }
}
