import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { CandleView, InstrumentView, Timeframe } from '../../../src-contract/index.ts'
import { currentLanguage, useWords } from '../../i18n/index.ts'
import { formatDayAndClock, formatPrice, formatQuantity } from '../../ui/index.ts'
import { chartKeyAction } from '../session/bar-cursor.ts'
import type { ChartSession } from '../session/chart-session.ts'
import type { MountedChart } from '../session/use-chart-session.ts'

export interface ChartPlotProps extends MountedChart {
  readonly instrument: InstrumentView
  readonly timeframe: Timeframe
  readonly onAlert: () => void
}

/** The picture itself. With the focus on it, keys move the cursor from bar to bar, and each is read out. */
export function ChartPlot({ attach, session, instrument, timeframe, onAlert }: ChartPlotProps) {
  const t = useWords('chart')
  const keysId = useId()
  const [said, setSaid] = useState('')
  const language = currentLanguage()
  useEffect(() => session?.setLanguage(language), [session, language])
  const handleKeyDown = (event: KeyboardEvent): void => {
    const action = chartKeyAction(event)
    if (action === undefined || session === undefined) return
    // Without a cursor, Escape belongs to the window.
    if (action.kind === 'leave' && !session.pointing) return
    event.preventDefault()
    if (action.kind === 'alert') return onAlert()
    const bar = session.act(action)
    if (bar !== undefined) setSaid(t('bar', barWords(bar, instrument)))
  }
  return (
    <>
      <div
        className="chart-focus"
        role="application"
        tabIndex={0}
        aria-label={t('plotOf', { symbol: instrument.symbol, timeframe })}
        aria-describedby={keysId}
        onKeyDown={handleKeyDown}
        onBlur={() => leave(session)}
      >
        <div ref={attach} className="chart-canvas" aria-hidden="true" />
      </div>
      <span id={keysId} hidden>
        {t('plotKeys')}
      </span>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  )
}

function leave(session: ChartSession | undefined): void {
  session?.act({ kind: 'leave' })
}

const barWords = (bar: CandleView, { tickSize, lotSize }: InstrumentView) => ({
  time: formatDayAndClock(bar.openTimeMs),
  open: formatPrice(bar.open, tickSize),
  high: formatPrice(bar.high, tickSize),
  low: formatPrice(bar.low, tickSize),
  close: formatPrice(bar.close, tickSize),
  volume: formatQuantity(bar.volume, lotSize),
})
