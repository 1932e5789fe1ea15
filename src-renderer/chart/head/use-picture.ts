import type { InstrumentView, Timeframe } from '../../../src-contract/index.ts'
import { useEngine, useSessionClock } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { download, errorText, formatDayAndClock, showToast, zoneName } from '../../ui/index.ts'
import type { ChartSession } from '../session/chart-session.ts'
import { chartPicture, copyPicture } from '../session/take-picture.ts'

/** Takes a picture of the chart: saved by a browser, put on the clipboard in the desktop program, whose pages save no files. */
export function usePicture({ symbol, venueId }: InstrumentView, timeframe: Timeframe) {
  const inDesktop = useEngine().host !== undefined
  const clock = useSessionClock()
  return (session: ChartSession): void => {
    const time = formatDayAndClock(clock.nowMs() ?? Number.NaN)
    const title = `${symbol} · ${timeframe} · ${venueId} · ${time} ${zoneName()}`
    const name = `${symbol}-${timeframe}-${time.replace(/[^\d]+/g, '-')}.png`
    const t = words('chart')
    chartPicture({ chart: session.canvas.picture(), title })
      .then(async (blob) => {
        if (!inDesktop) return download(blob, name)
        await copyPicture(blob)
        showToast({ kind: 'success', title: t('pictureCopied') })
        return undefined
      })
      .catch((error: unknown) => showToast({ kind: 'error', title: t('pictureFailed'), text: errorText(error) }))
  }
}
