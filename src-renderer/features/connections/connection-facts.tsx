import type { ConnectionView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatAge, formatNumber, Note, UNKNOWN, useNowMs } from '../../ui/index.ts'
import './connections.css'

const REFRESH_MS = 1_000

/** How a connection to an exchange is: clock, allowance, sockets. */
export function ConnectionFacts({ connection }: { readonly connection: ConnectionView }) {
  const t = useWords('connections')
  const { clockOffsetMs, roundTripMs, rateAvailable, rateCapacity, openSockets } = connection
  const whole = (value: number): string => formatNumber(value, { decimals: 0 })
  const used = rateCapacity > 0 ? Math.max(0, 1 - rateAvailable / rateCapacity) : 0
  return (
    <>
      <Paused connection={connection} />
      <dl className="connection-facts">
        <div>
          <dt>{t('facts.clock')}</dt>
          <dd>{clockOffsetMs === null ? UNKNOWN : t('facts.clockValue', { offset: whole(clockOffsetMs) })}</dd>
        </div>
        <div>
          <dt>{t('facts.roundTrip')}</dt>
          <dd>{roundTripMs === null ? UNKNOWN : `${whole(roundTripMs)} ms`}</dd>
        </div>
        <div>
          <dt>{t('facts.rate')}</dt>
          <dd>{t('facts.rateValue', { used: whole(used * 100), capacity: whole(rateCapacity) })}</dd>
        </div>
        <div>
          <dt>{t('facts.sockets')}</dt>
          <dd>{whole(openSockets)}</dd>
        </div>
      </dl>
    </>
  )
}

/** A ban stands out: asking on makes it longer. */
function Paused({ connection: { pausedUntilMs, pausedBecause } }: { readonly connection: ConnectionView }) {
  const t = useWords('connections')
  const leftMs = (pausedUntilMs ?? 0) - useNowMs(REFRESH_MS)
  if (leftMs <= 0) return null
  const isBanned = pausedBecause === 'banned'
  const age = formatAge(leftMs)
  return <Note kind={isBanned ? 'danger' : 'warn'} title={t(isBanned ? 'banned' : 'paused', { age })} />
}
