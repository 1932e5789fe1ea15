import { z } from 'zod'
import { IctRecordsQuery, IctRecordsView } from './ict.ts'
import {
  CandlesQuery,
  CandlesView,
  IndicatorSeriesQuery,
  IndicatorSeriesView,
  IndicatorView,
  InstrumentView,
  QuoteView,
} from './market.ts'
import { entry, trader, viewer, withInstrument } from './procedure-base.ts'

/** Instruments, prices, bars and indicators. */
export const market = {
  instruments: viewer
    .route({ method: 'GET', path: '/instruments', tags: ['market'] })
    .output(z.object({ instruments: z.array(InstrumentView) })),
  refreshInstruments: trader
    .route({
      method: 'POST',
      path: '/instruments/refresh',
      tags: ['market'],
      summary: 'Ask the venue for its rules and statuses now; else they are read every quarter of an hour',
    })
    .errors({ VENUE_FAILED: entry('VENUE_FAILED') })
    .input(z.object({}))
    .output(z.object({ instruments: z.array(InstrumentView) })),
  quotes: viewer
    .route({ method: 'GET', path: '/quotes', tags: ['market'] })
    .output(z.object({ quotes: z.array(QuoteView) })),
  candles: viewer
    .route({ method: 'GET', path: '/candles', tags: ['market'], summary: 'Closed bars, oldest first' })
    .errors(withInstrument)
    .input(CandlesQuery)
    .output(CandlesView),
  catalogue: viewer
    .route({ method: 'GET', path: '/indicators', tags: ['market'], summary: 'Indicators that can be asked for' })
    .output(z.object({ indicators: z.array(IndicatorView) })),
  indicators: viewer
    .route({ method: 'GET', path: '/indicators/series', tags: ['market'], summary: 'Values at closed bars' })
    .errors(withInstrument)
    .input(IndicatorSeriesQuery)
    .output(IndicatorSeriesView),
  ictRecords: viewer
    .route({
      method: 'GET',
      path: '/ict/records',
      tags: ['market'],
      summary: 'ICT / Smart Money records by time of confirmation, oldest first',
    })
    .errors(withInstrument)
    .input(IctRecordsQuery)
    .output(IctRecordsView),
}
