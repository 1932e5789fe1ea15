import { type KeyboardEvent, memo, type PointerEvent, type RefObject, useEffect, useId, useRef } from 'react'
import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatPrice, LiveText, useElementSize } from '../../ui/index.ts'
import { ROW_SELECTOR } from './ladder-writer.ts'

export interface LadderTableProps {
  readonly instrument: InstrumentView
  /** Written past React. */
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly spread: RefObject<HTMLSpanElement | null>
  /** Told how many rows a side has room for. */
  readonly onRows: (rows: number) => void
  /** Told of a price that somebody has picked, as plain text on the tick. */
  readonly onPick: (price: string) => void
  readonly waiting: boolean
}

const ROW_PX = 20
const HEAD_PX = 24
const MIDDLE_PX = 26

/** Asks over the last price, bids under it. The cells are empty for React: `writeLadder` fills them. */
export function LadderTable({ instrument, body, spread, onRows, onPick, waiting }: LadderTableProps) {
  const t = useWords('depth')
  const hintId = useId()
  const frame = useRef<HTMLDivElement>(null)
  const rows = Math.max(1, Math.floor((useElementSize(frame).height - HEAD_PX - MIDDLE_PX) / ROW_PX / 2))
  useEffect(() => onRows(rows), [onRows, rows])
  const picks = usePicks(body, onPick)
  return (
    <div className="depth-frame" ref={frame}>
      <table
        className="depth-table"
        role="grid"
        aria-label={t('of', { symbol: instrument.symbol })}
        aria-describedby={hintId}
        aria-busy={waiting}
      >
        <thead>
          <tr>
            <th scope="col">{t('own')}</th>
            <th scope="col">{t('bid')}</th>
            <th scope="col">{t('price')}</th>
            <th scope="col">{t('ask')}</th>
          </tr>
        </thead>
        <tbody ref={body} {...picks}>
          <Rows side="ask" count={rows} />
          <tr className="depth-middle">
            <td colSpan={4}>
              <LastPrice instrument={instrument} />
              <span className="quiet" ref={spread} />
            </td>
          </tr>
          <Rows side="bid" count={rows} />
        </tbody>
      </table>
      <p id={hintId} hidden>
        {t('keys')}
      </p>
    </div>
  )
}

interface RowsProps {
  readonly side: 'bid' | 'ask'
  readonly count: number
}

/** Rows are only as many as there is room for, and never drawn again. The Tab key reaches the best ask. */
const Rows = memo(function Rows({ side, count }: RowsProps) {
  return Array.from({ length: count }, (_, index) => (
    <tr key={index} data-side={side} tabIndex={side === 'ask' && index === count - 1 ? 0 : -1}>
      <td className="depth-own" />
      <td className="depth-bid" />
      <th className="depth-price" scope="row" />
      <td className="depth-ask" />
    </tr>
  ))
})

function LastPrice({ instrument: { instrumentId, tickSize } }: { readonly instrument: InstrumentView }) {
  return (
    <span className="depth-last">
      <LiveText
        values={useQuotes()}
        id={instrumentId}
        format={(quote: QuoteView) => formatPrice(quote.last, tickSize)}
        flash={(quote) => quote.last}
      />
    </span>
  )
}

/** Rows are picked by click and by Enter, and walked by arrow keys. */
function usePicks(body: RefObject<HTMLTableSectionElement | null>, onPick: (price: string) => void) {
  const pressed = useRef('')
  const pick = (price: string): void => {
    if (price !== '') onPick(price)
  }
  return {
    // Prices move under the pointer: what stood there when it was pressed is meant.
    onPointerDown: (event: PointerEvent) => {
      pressed.current = priceOf(event.target)
    },
    onClick: () => pick(pressed.current),
    onKeyDown: (event: KeyboardEvent) => {
      const row = rowOf(event.target)
      const rows = [...(body.current?.querySelectorAll<HTMLElement>(ROW_SELECTOR) ?? [])]
      const next = row === undefined ? undefined : rowAfter(rows, row, event.key)
      if (event.key === 'Enter') pick(priceOf(event.target))
      else if (next === undefined) return
      else moveFocus(rows, next)
      event.preventDefault()
    },
  }
}

const rowOf = (target: EventTarget): HTMLElement | undefined =>
  target instanceof Element ? (target.closest<HTMLElement>(ROW_SELECTOR) ?? undefined) : undefined
const priceOf = (target: EventTarget): string => rowOf(target)?.dataset['price'] ?? ''

function rowAfter(rows: readonly HTMLElement[], row: HTMLElement, key: string): HTMLElement | undefined {
  const at = rows.indexOf(row)
  switch (key) {
    case 'ArrowUp':
      return rows[Math.max(0, at - 1)]
    case 'ArrowDown':
      return rows[Math.min(rows.length - 1, at + 1)]
    case 'Home':
      return rows[0]
    case 'End':
      return rows.at(-1)
    default:
      return undefined
  }
}

function moveFocus(rows: readonly HTMLElement[], next: HTMLElement): void {
  for (const row of rows) row.tabIndex = row === next ? 0 : -1
  next.focus()
}
