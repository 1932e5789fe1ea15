import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { AlertView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, classNames, formatAge, formatDayAndClock, useNowMs, zoneName } from '../../ui/index.ts'
import type { AlertSection } from './alert-sections.ts'
import { type AlertTarget, alertTarget } from './alert-target.ts'
import { openTarget } from './open-target.ts'
import type { Acknowledging } from './use-acknowledge.ts'

export interface AlertRowProps {
  readonly alert: AlertView
  readonly section: AlertSection
  readonly acknowledge: Acknowledging
}

const ICONS: Readonly<Record<AlertView['severity'], LucideIcon>> = {
  critical: CircleX,
  warning: TriangleAlert,
  info: Info,
}

/** One alert: how bad, what, since when, what to do, and the ways on. */
export function AlertRow({ alert, section, acknowledge }: AlertRowProps) {
  const t = useWords('alerts')
  const connected = useConnection().kind === 'connected'
  const { alertId, severity, title, detail, code, count } = alert
  const isOver = section === 'resolved'
  const Icon = isOver ? CircleCheck : ICONS[severity]
  const target = alertTarget(alert)
  return (
    <article className={classNames('alert', `alert-${severity}`, isOver && 'alert-over')} data-alert={code}>
      <Icon size={14} className="alert-icon" aria-hidden="true" />
      <div className="alert-body">
        <p className="alert-head">
          <span className="alert-title">{title}</span>
          {count > 1 && <span className="alert-count">{t('times', { count })}</span>}
          <AlertAge alert={alert} isOver={isOver} />
        </p>
        <p className="alert-detail">{detail}</p>
        <div className="alert-foot">
          <span className="alert-facts">
            <b className="alert-severity">{t(`severities.${severity}`)}</b>
            <span className="mono">{code}</span>
          </span>
          <Button size="row" onClick={() => openTarget(target)}>
            {targetLabel(target, t)}
          </Button>
          {section === 'active' && (
            <Button
              size="row"
              aria-label={t('acknowledgeOne', { title })}
              disabled={!connected || acknowledge.busy}
              onClick={() => acknowledge.one(alertId)}
            >
              {t('acknowledge')}
            </Button>
          )}
        </div>
      </div>
    </article>
  )
}

function targetLabel(target: AlertTarget, t: ReturnType<typeof useWords<'alerts'>>): string {
  return target.kind === 'panel' ? t(`open.${target.panel}`) : t(`open.${target.kind}`)
}

const AGE_TICK_MS = 1_000

/** How long it stands, or how long it has been over; the moments themselves on hover. */
function AlertAge({ alert, isOver }: { readonly alert: AlertView; readonly isOver: boolean }) {
  const t = useWords('alerts')
  const nowMs = useNowMs(AGE_TICK_MS)
  const { raisedAtMs, resolvedAtMs, acknowledgedAtMs } = alert
  const said = (timeMs: number): string => `${formatDayAndClock(timeMs)} ${zoneName()}`
  const moments = [
    t('raisedAt', { time: said(raisedAtMs) }),
    acknowledgedAtMs === null ? '' : t('acknowledgedAt', { time: said(acknowledgedAtMs) }),
    resolvedAtMs === null || resolvedAtMs === raisedAtMs ? '' : t('resolvedAt', { time: said(resolvedAtMs) }),
  ]
  const sinceMs = isOver ? (resolvedAtMs ?? raisedAtMs) : raisedAtMs
  return (
    <span className="alert-age" title={moments.filter(Boolean).join('\n')}>
      {formatAge(nowMs - sinceMs)}
    </span>
  )
}
