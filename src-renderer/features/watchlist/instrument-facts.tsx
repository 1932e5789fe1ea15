import { type ReactNode, useEffect, useRef } from 'react'
import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useInstruments, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import {
  formatBps,
  formatLarge,
  formatNumber,
  formatPrice,
  LiveText,
  decimalsOf,
  UNKNOWN,
  useFormatSettings,
} from '../../ui/index.ts'
import { type DayBars, placeInRange } from './day-bars.ts'
import { spreadBps } from './quote-text.ts'
import { useDayBars } from './use-day-bars.ts'
import { sideText } from './watch-cells.tsx'

/** Rules, best prices and the day of the chosen instrument. */
export function InstrumentFacts() {
  const { instrumentId } = useLinkedInstrument()
  const instrument = useInstruments().byId.get(instrumentId ?? '')
  return instrument === undefined ? null : <Facts key={instrument.instrumentId} instrument={instrument} />
}

function Facts({ instrument }: { readonly instrument: InstrumentView }) {
  const t = useWords('watchlist')
  useFormatSettings()
  const { instrumentId, symbol, tickSize, lotSize, base, quote: currency, minNotional } = instrument
  const quotes = useQuotes()
  const bars = useDayBars(instrumentId)
  const steps = { tick: stepText(tickSize), lot: stepText(lotSize) }
  const live = (format: (quote: QuoteView) => string): ReactNode => (
    <LiveText values={quotes} id={instrumentId} format={format} />
  )
  return (
    <section className="instrument-facts" aria-label={t('facts.of', { symbol })}>
      <header>
        <span className="strong">{symbol}</span>
        <span className="quiet">{t('facts.steps', steps)}</span>
      </header>
      {bars !== undefined && <DayRange instrument={instrument} bars={bars} />}
      <dl>
        <Fact label={t('facts.bid')}>{live((quote) => sideText(quote, 'bid', instrument))}</Fact>
        <Fact label={t('facts.ask')}>{live((quote) => sideText(quote, 'ask', instrument))}</Fact>
        <Fact label={t('facts.spread')}>{live((quote) => spreadText(quote, tickSize))}</Fact>
        <Fact label={t('facts.volume')}>{bars === undefined ? UNKNOWN : `${formatLarge(bars.volume)} ${base}`}</Fact>
        <Fact label={t('facts.smallest')}>
          {stepText(minNotional)} {currency}
        </Fact>
      </dl>
    </section>
  )
}

const stepText = (step: string): string => formatNumber(step, { decimals: decimalsOf(step) })

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function spreadText(quote: QuoteView, tickSize: string): string {
  const bps = spreadBps(quote)
  if (bps === undefined || quote.ask === null || quote.bid === null) return UNKNOWN
  return `${formatPrice(quote.ask - quote.bid, tickSize)} · ${formatBps(bps)}`
}

interface DayRangeProps {
  readonly instrument: InstrumentView
  readonly bars: DayBars
}

/** The lowest and the highest price of the day, and where the last one lies between them. */
function DayRange({ instrument: { instrumentId, tickSize }, bars }: DayRangeProps) {
  const t = useWords('watchlist')
  const quotes = useQuotes()
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const place = ({ last }: Pick<QuoteView, 'last'>): void => {
      if (mark.current !== null)
        mark.current.style.backgroundPositionX = `${(placeInRange(bars, last) * 100).toFixed(1)}%, 0`
    }
    const known = quotes.get(instrumentId)
    if (known !== undefined) place(known)
    return quotes.subscribe(instrumentId, place)
  }, [quotes, instrumentId, bars])
  const range = { low: formatPrice(bars.low, tickSize), high: formatPrice(bars.high, tickSize) }
  return (
    <div className="day-range" role="img" aria-label={t('facts.range', range)}>
      <span>{range.low}</span>
      <span ref={mark} className="day-range-track" />
      <span>{range.high}</span>
    </div>
  )
}
