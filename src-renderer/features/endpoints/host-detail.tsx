import { ScrollText } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { EndpointFailure, EndpointHostView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { openPanel } from '../../panels/index.ts'
import { Button, formatAge, formatClock, formatDayAndClock, useNowMs, zoneName } from '../../ui/index.ts'
import type { HostRow } from './endpoint-rows.ts'
import { breakerText, type EndpointWords, trialText, usesWeights } from './endpoint-words.ts'

const TICK_MS = 1_000

/** All that is known of a host, under its line. */
export function HostDetail({ row }: { readonly row: HostRow }) {
  const t = useWords('endpoints')
  const nowMs = useNowMs(TICK_MS)
  return (
    <div className="endpoint-detail">
      <p>{t(`statesLong.${row.host.state}`)}</p>
      <dl className="endpoint-facts">
        {factsOf(row, t, nowMs).map(({ label, value }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <Button size="small" onClick={() => openPanel('log', { component: 'endpoints', query: row.host.name })}>
        <ScrollText size={12} aria-hidden="true" />
        {t('detail.log')}
      </Button>
    </div>
  )
}

/** Why a host is left out, and when it is tried again, in one line under its own. */
export function FailureLine({ host, failure }: { readonly host: EndpointHostView; readonly failure: EndpointFailure }) {
  const t = useWords('endpoints')
  const nowMs = useNowMs(TICK_MS)
  return (
    <span className="endpoint-failure">
      {failure.text}
      <span className="quiet">{t('ago', { age: wholeSeconds(nowMs - failure.atMs) })}</span>
      {host.nextTrialAtMs !== null && <span className="quiet">{trialText(t, host.nextTrialAtMs - nowMs)}</span>}
    </span>
  )
}

/** Less than a second would change all the time. */
const wholeSeconds = (ageMs: number): string => formatAge(Math.max(1_000, ageMs))

interface Fact {
  readonly label: string
  readonly value: ReactNode
}

function factsOf({ service, host }: HostRow, t: EndpointWords, nowMs: number): readonly Fact[] {
  const facts: Fact[] = [
    { label: t('detail.address'), value: <span className="mono">{host.address}</span> },
    { label: t('detail.since'), value: `${formatDayAndClock(host.sinceMs)} ${zoneName()}` },
    { label: t('detail.health'), value: t(`health.${host.health}`) },
    { label: t('detail.breaker'), value: breakerText(t, host, nowMs) },
  ]
  if (host.nextTrialAtMs !== null) {
    facts.push({ label: t('detail.nextTrial'), value: `${formatClock(host.nextTrialAtMs)} ${zoneName()}` })
  }
  if (usesWeights(service.strategy)) facts.push({ label: t('detail.weight'), value: host.weight })
  facts.push({ label: t('detail.kept'), value: service.affinity ? host.keptKeys : t('detail.noAffinity') })
  if (service.hostInSignature) facts.push({ label: t('detail.signature'), value: t('detail.hostSigned') })
  facts.push({ label: t('detail.failures'), value: host.failures })
  const { lastFailure } = host
  if (lastFailure !== null) {
    facts.push({
      label: t('detail.lastFailure'),
      value: `${formatDayAndClock(lastFailure.atMs)} ${zoneName()}: ${lastFailure.text}`,
    })
  }
  return facts
}
