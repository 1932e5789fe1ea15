import type { AccountConnectionView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatAge, formatNumber, Note, UNKNOWN, useNowMs } from '../../ui/index.ts'

const REFRESH_MS = 1_000

/** How the connection of the account that trades is: clock, allowance, streams. */
export function ConnectionFacts({ connection }: { readonly connection: AccountConnectionView }) {
  const t = useWords('accounts')
  const { clockOffsetMs, roundTripMs, rateAvailable, rateCapacity, openSockets, pausedUntilMs } = connection
  const whole = (value: number): string => formatNumber(value, { decimals: 0 })
  return (
    <section className="accounts-section" aria-label={t('detail.connection')}>
      <h3>{t('detail.connection')}</h3>
      {pausedUntilMs !== null && <Paused untilMs={pausedUntilMs} />}
      <dl className="accounts-facts">
        <dt>{t('check.clock')}</dt>
        <dd>{clockOffsetMs === null ? UNKNOWN : t('check.clockValue', { offset: whole(clockOffsetMs) })}</dd>
        <dt>{t('connection.roundTrip')}</dt>
        <dd>{roundTripMs === null ? UNKNOWN : `${whole(roundTripMs)} ms`}</dd>
        <dt>{t('connection.rate')}</dt>
        <dd>{t('connection.rateValue', { available: whole(rateAvailable), capacity: whole(rateCapacity) })}</dd>
        <dt>{t('connection.sockets')}</dt>
        <dd>{whole(openSockets)}</dd>
      </dl>
    </section>
  )
}

function Paused({ untilMs }: { readonly untilMs: number }) {
  const t = useWords('accounts')
  const leftMs = untilMs - useNowMs(REFRESH_MS)
  return leftMs > 0 ? <Note kind="warn" title={t('connection.paused', { age: formatAge(leftMs) })} /> : null
}
