import type { RefObject } from 'react'
import { useWords, words } from '../../i18n/index.ts'
import { formatPercentWhole, writeText } from '../../ui/index.ts'
import { NEAR_FRACTION } from './ladder.ts'
import { writeShare } from './ladder-writer.ts'

/** Which side is heavier near the middle: a bar, and both shares as text. */
export function Imbalance({ place }: { readonly place: RefObject<HTMLDivElement | null> }) {
  const t = useWords('depth')
  return (
    <div className="depth-imbalance" ref={place}>
      <div className="depth-imbalance-bar" aria-hidden="true" />
      <span className="up" />
      <span className="quiet">{t('within', { distance: formatPercentWhole(NEAR_FRACTION) })}</span>
      <span className="down" />
    </div>
  )
}

/** Writes the share of the bids, past React; undefined while there is nothing to weigh. */
export function writeImbalance(place: HTMLElement | null, share: number | undefined): void {
  if (place === null) return
  const t = words('depth')
  const [bar, bid, , ask] = place.children
  if (bar instanceof HTMLElement) writeShare(bar, share ?? 0.5)
  if (bid === undefined || ask === undefined) return
  writeText(bid, share === undefined ? '' : t('bidShare', { share: formatPercentWhole(share) }))
  writeText(ask, share === undefined ? '' : t('askShare', { share: formatPercentWhole(1 - share) }))
}
