import type { ProtectionMeterView } from '../../../src-contract/index.ts'
import { useSessionClock } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatAge, Meter, NOT_APPLICABLE, useNowMs } from '../../ui/index.ts'
import { exposedNowMs } from './cover.ts'

/** Often enough to see half a second pass. */
const TICK_MS = 100

/** How long a position is exposed, live, against its bound. */
export function Exposure({ meter }: { readonly meter: ProtectionMeterView }) {
  if (meter.sinceMs === null) return <span className="exposure-none">{NOT_APPLICABLE}</span>
  return <Running meter={meter} />
}

function Running({ meter }: { readonly meter: ProtectionMeterView }) {
  const t = useWords('protection')
  useNowMs(TICK_MS)
  const clock = useSessionClock()
  const { boundMs, overdue, intended } = meter
  const exposedMs = exposedNowMs(meter, clock.nowMs())
  return (
    <span className={overdue && !intended ? 'exposure danger' : 'exposure'}>
      <span className="exposure-text">{t('ofBound', { time: formatAge(exposedMs), bound: formatAge(boundMs) })}</span>
      {!intended && <Meter fraction={exposedMs / boundMs} />}
    </span>
  )
}
