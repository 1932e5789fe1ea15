import { useCallback } from 'react'
import type { QuoteView } from '../../../src-contract/index.ts'
import { useInstruments, useQuotes } from '../../client/index.ts'
import { formatPercentNumber, formatPrice, KeyCap, LiveText, signTone, UNKNOWN } from '../../ui/index.ts'
import type { PaletteEntry } from './palette-entry.ts'
import { foundStretches } from './search.ts'

export interface PaletteRowProps {
  readonly entry: PaletteEntry
  readonly query: string
  readonly chosen: boolean
}

/** What stands in one row: icon, title with what was found in it, detail, price or keys. */
export function PaletteRow({ entry, query, chosen }: PaletteRowProps) {
  const { icon: Icon, title, detail, keys, instrumentId } = entry
  return (
    <>
      <Icon size={14} aria-hidden="true" />
      <span className="palette-title">
        <Marked text={title} query={query} />
      </span>
      {detail !== undefined && <span className="palette-detail">{detail}</span>}
      <span className="palette-space" />
      {instrumentId !== undefined && <Price instrumentId={instrumentId} />}
      {keys !== undefined && keys.split(' ').map((key) => <KeyCap key={key} keys={key} />)}
      {instrumentId !== undefined && <span className="palette-enter">{chosen && <KeyCap keys="Enter" />}</span>}
    </>
  )
}

function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  const stretches = foundStretches(query, text)
  const [first] = stretches
  if (first === undefined) return text
  return (
    <>
      {stretches.map(([from, to], index) => (
        <span key={from}>
          {text.slice(stretches[index - 1]?.[1] ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(stretches.at(-1)?.[1] ?? 0)}
    </>
  )
}

const changeOf = ({ last, price24hAgo }: QuoteView): number =>
  price24hAgo === null ? Number.NaN : last / price24hAgo - 1

function Price({ instrumentId }: { readonly instrumentId: string }) {
  const quotes = useQuotes()
  const tickSize = useInstruments().byId.get(instrumentId)?.tickSize ?? '0.01'
  const price = useCallback((quote: QuoteView) => formatPrice(quote.last, tickSize), [tickSize])
  return (
    <>
      <span className="palette-price">
        <LiveText values={quotes} id={instrumentId} format={price} placeholder={UNKNOWN} />
      </span>
      <span className="palette-change">
        <LiveText
          values={quotes}
          id={instrumentId}
          format={(quote) => formatPercentNumber(changeOf(quote))}
          tone={(quote) => signTone(changeOf(quote))}
          placeholder={UNKNOWN}
        />
      </span>
    </>
  )
}
