import type { InstrumentStatus, InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useLive, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatAge, formatNumber, formatPrice, LiveText, Sparkline, UNKNOWN, useNowMs } from '../../ui/index.ts'
import { dayChangeText, dayChangeTone, spreadBps } from './quote-text.ts'
import { useDayBars } from './use-day-bars.ts'
import type { WatchRow } from './watch-row.ts'

/** Course of the last day. */
export function CourseCell({ row: { instrument, grey } }: { readonly row: WatchRow }) {
  const bars = useDayBars(instrument.instrumentId)
  return <Sparkline values={bars?.closes ?? []} width={48} height={14} stretch {...(grey && { tone: 'quiet' })} />
}

export function LastCell({ row: { instrument } }: { readonly row: WatchRow }) {
  const { instrumentId, tickSize } = instrument
  return (
    <LiveText
      values={useQuotes()}
      id={instrumentId}
      format={(quote) => formatPrice(quote.last, tickSize)}
      flash={(quote) => quote.last}
    />
  )
}

/** Change of the day; the status where the venue does not let it trade, the age of the price where that is stale. */
export function ChangeCell({ row: { instrument, stale } }: { readonly row: WatchRow }) {
  const { instrumentId, symbol, status } = instrument
  const quotes = useQuotes()
  if (status !== 'trading') return <StatusWord symbol={symbol} status={status} />
  if (stale) return <QuoteAge instrumentId={instrumentId} />
  return <LiveText values={quotes} id={instrumentId} format={dayChangeText} tone={dayChangeTone} />
}

interface StatusWordProps {
  readonly symbol: string
  readonly status: Exclude<InstrumentStatus, 'trading'>
}

function StatusWord({ symbol, status }: StatusWordProps) {
  const t = useWords('trading')
  return (
    <span className="watchlist-status" title={t(`status.${status}.text`, { symbol })}>
      {t(`status.${status}.word`)}
    </span>
  )
}

function QuoteAge({ instrumentId }: { readonly instrumentId: string }) {
  const t = useWords('watchlist')
  const receivedAtMs = useLive(useQuotes(), instrumentId, (quote) => quote.receivedAtMs)
  const nowMs = useNowMs(1_000)
  const age = receivedAtMs === undefined ? UNKNOWN : formatAge(nowMs - receivedAtMs)
  return (
    <span className="watchlist-age" title={t('stale', { age })}>
      {age}
    </span>
  )
}

/** One side of the book's best prices. */
export function SideCell({ row, side }: { readonly row: WatchRow; readonly side: 'bid' | 'ask' }) {
  const { instrumentId } = row.instrument
  return <LiveText values={useQuotes()} id={instrumentId} format={(quote) => sideText(quote, side, row.instrument)} />
}

export function sideText(quote: QuoteView, side: 'bid' | 'ask', { tickSize }: InstrumentView): string {
  const price = quote[side]
  return price === null ? UNKNOWN : formatPrice(price, tickSize)
}

export function SpreadCell({ row }: { readonly row: WatchRow }) {
  return <LiveText values={useQuotes()} id={row.instrument.instrumentId} format={spreadText} />
}

function spreadText(quote: QuoteView): string {
  const bps = spreadBps(quote)
  return bps === undefined ? UNKNOWN : formatNumber(bps, { decimals: 1 })
}
