import type { InstrumentView } from '../../../src-contract/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { useConnection, useLive, useQuotes } from '../../client/index.ts'
import { classNames, formatAge, formatPrice, LiveText, Sparkline, UNKNOWN, useNowMs } from '../../ui/index.ts'
import { dayChangeText, dayChangeTone } from './quote-text.ts'
import { useRecentCloses } from './use-recent-closes.ts'

export function WatchlistRow({ instrument }: { readonly instrument: InstrumentView }) {
  const { instrumentId, base, symbol, name, tickSize } = instrument
  const quotes = useQuotes()
  const { instrumentId: chosen, select } = useLinkedInstrument()
  const selected = chosen === instrumentId
  const connected = useConnection().kind === 'connected'
  const stale = useLive(quotes, instrumentId, (quote) => quote.stale) ?? false
  const grey = stale || !connected
  return (
    <tr
      className={classNames('watchlist-row', grey && 'watchlist-stale')}
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      data-instrument={instrumentId}
      title={`${symbol} · ${name}`}
      onClick={() => select(instrumentId)}
    >
      <th scope="row">{base}</th>
      <td>
        <Course instrumentId={instrumentId} grey={grey} />
      </td>
      <td className="number">
        <LiveText
          values={quotes}
          id={instrumentId}
          format={(quote) => formatPrice(quote.last, tickSize)}
          flash={(quote) => quote.last}
        />
      </td>
      <td className="number">
        {stale ? (
          <QuoteAge instrumentId={instrumentId} />
        ) : (
          <LiveText values={quotes} id={instrumentId} format={dayChangeText} tone={dayChangeTone} />
        )}
      </td>
    </tr>
  )
}

function Course({ instrumentId, grey }: { readonly instrumentId: string; readonly grey: boolean }) {
  const { value: closes = [] } = useRecentCloses(instrumentId)
  return <Sparkline values={closes} width={48} height={14} stretch {...(grey && { tone: 'quiet' })} />
}

function QuoteAge({ instrumentId }: { readonly instrumentId: string }) {
  const receivedAtMs = useLive(useQuotes(), instrumentId, (quote) => quote.receivedAtMs)
  const nowMs = useNowMs(1_000)
  return <span className="warn">{receivedAtMs === undefined ? UNKNOWN : formatAge(nowMs - receivedAtMs)}</span>
}
