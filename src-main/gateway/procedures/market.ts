import type { Implementer } from '../implementer.ts'

export function marketProcedures({ market }: Implementer) {
  return {
    instruments: market.instruments.handler(({ context }) => ({
      instruments: [...context.engine.market.instruments()],
    })),
    refreshInstruments: market.refreshInstruments.handler(async ({ context }) => ({
      instruments: [...(await context.engine.market.refreshInstruments())],
    })),
    quotes: market.quotes.handler(({ context }) => ({ quotes: [...context.engine.market.quotes()] })),
    candles: market.candles.handler(async ({ context, input }) => {
      const request = { ...input, beforeMs: input.beforeMs }
      if (!context.prepared) return context.engine.market.candles(request)
      const { view, text } = await context.candleTexts.answer(request, context.engine.market)
      context.prepared.text = text
      return view
    }),
    catalogue: market.catalogue.handler(({ context }) => ({ indicators: [...context.engine.market.catalogue()] })),
    indicators: market.indicators.handler(({ context, input }) =>
      context.engine.market.indicatorSeries({ ...input, beforeMs: input.beforeMs }),
    ),
    ictRecords: market.ictRecords.handler(({ context, input }) =>
      context.engine.market.ictRecords({ ...input, kinds: input.kinds, beforeMs: input.beforeMs }),
    ),
  }
}
