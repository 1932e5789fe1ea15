import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { useInstruments, useQuotes } from '../../client/index.ts'
import { formatNumber, formatPrice, LiveText, UNKNOWN } from '../../ui/index.ts'
import { spreadBps } from './quote-text.ts'

/** Rules and best prices of the chosen instrument. */
export function InstrumentFacts() {
  const { instrumentId: selected } = useLinkedInstrument()
  const { byId } = useInstruments()
  const instrument = selected === undefined ? undefined : byId.get(selected)
  if (instrument === undefined) return null
  return (
    <section className="instrument-facts" aria-label={`Facts of ${instrument.symbol}`}>
      <header>
        <span className="strong">{instrument.symbol}</span>
        <span className="quiet">
          tick {instrument.tickSize} · lot {instrument.lotSize}
        </span>
      </header>
      <BestPrices instrument={instrument} />
    </section>
  )
}

function BestPrices({ instrument }: { readonly instrument: InstrumentView }) {
  const { instrumentId, tickSize, minNotional, quote: currency } = instrument
  const quotes = useQuotes()
  const price = (side: 'bid' | 'ask') => (quote: QuoteView) => {
    const value = quote[side]
    return value === null ? UNKNOWN : formatPrice(value, tickSize)
  }
  const spread = (quote: QuoteView): string => {
    const bps = spreadBps(quote)
    const distance = quote.ask === null || quote.bid === null ? undefined : quote.ask - quote.bid
    if (bps === undefined || distance === undefined) return UNKNOWN
    return `${formatPrice(distance, tickSize)} · ${formatNumber(bps, { decimals: 1 })} bps`
  }
  return (
    <dl>
      <dt>Bid</dt>
      <dd>
        <LiveText values={quotes} id={instrumentId} format={price('bid')} />
      </dd>
      <dt>Ask</dt>
      <dd>
        <LiveText values={quotes} id={instrumentId} format={price('ask')} />
      </dd>
      <dt>Spread</dt>
      <dd>
        <LiveText values={quotes} id={instrumentId} format={spread} />
      </dd>
      <dt>Smallest order</dt>
      <dd>
        {minNotional} {currency}
      </dd>
    </dl>
  )
}
