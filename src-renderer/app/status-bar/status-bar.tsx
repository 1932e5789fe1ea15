import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { latencies, useConnection, useEngine, useSessionClock, useStatus } from '../../client/index.ts'
import { useAlertCount } from '../../features/alerts/index.ts'
import { SecurityBadge } from '../../features/security/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  formatAge,
  formatDayAndClock,
  StateShape,
  UNKNOWN,
  useFormatSettings,
  useNowMs,
  zoneName,
} from '../../ui/index.ts'
import { useOpenDialog } from '../open-dialog.ts'
import { usePreferences } from '../preferences/use-preferences.ts'
import { focusPanel } from '../workspace/dock-handle.ts'
import { LayoutStatus } from './layout-status.tsx'
import './status-bar.css'

const SHAPES = {
  connecting: 'unknown',
  starting: 'warn',
  connected: 'good',
  denied: 'bad',
  notTraded: 'bad',
  lost: 'warn',
} as const

/** State of the window: connection and delays at the left; layout, keys, session time and version at the right. */
export function StatusBar() {
  const t = useWords('workspace')
  const openDialog = useOpenDialog((dialog) => dialog.open)
  return (
    <footer className="status-bar" aria-label={t('statusBar.label')}>
      <Connection />
      <Market />
      <Delays />
      <Alerts />
      <SecurityBadge onOpen={() => openDialog('security')} />
      <span className="status-space" />
      <LayoutStatus />
      <TradingKeys />
      <SessionTime />
      <Version />
    </footer>
  )
}

function Item({ name, children, className }: { name?: string; children: ReactNode; className?: string }) {
  return (
    <span className={`status-item ${className ?? ''}`}>
      {name !== undefined && <span>{name}</span>}
      {children}
    </span>
  )
}

function Connection() {
  const t = useWords('workspace')
  const { host } = useEngine()
  const { kind } = useConnection()
  const place = host === undefined ? location.host : t('statusBar.localPort')
  return (
    <span className="status-item">
      <StateShape shape={SHAPES[kind]} />
      {t(`statusBar.${kind}`)}
      {kind === 'connected' && <span className="status-widest"> · {place}</span>}
    </span>
  )
}

function Market() {
  const t = useWords('workspace')
  const venue = useStatus((status) => status.marketVenue)
  const isOver = useStatus((status) => status.marketState === 'over')
  return (
    <Item name={t('statusBar.market')} className="status-middle">
      <b>{venue ?? UNKNOWN}</b>
      {isOver && <span>{t('statusBar.marketOver')}</span>}
    </Item>
  )
}

const LATENCY_TICK_MS = 1_000

function Delays() {
  const t = useWords('workspace')
  useNowMs(LATENCY_TICK_MS)
  const eventLoopMs = useStatus((status) => status.eventLoopDelayP99Ms)
  const said = (ms: number | undefined): string => (ms === undefined ? UNKNOWN : formatAge(ms))
  return (
    <>
      <Item name={t('statusBar.eventLoop')} className="status-wide">
        <b>{said(eventLoopMs)}</b>
      </Item>
      <Item name={t('statusBar.tickToScreen')} className="status-wide">
        <b>{said(latencies.tickToScreen.p95Ms())}</b>
      </Item>
      <Item name={t('statusBar.clickToAck')} className="status-middle">
        <b>{said(latencies.clickToAck.p95Ms())}</b>
      </Item>
    </>
  )
}

function Alerts() {
  const t = useWords('workspace')
  const count = useAlertCount()
  return (
    <button type="button" className="plain-button status-item status-button" onClick={() => focusPanel('alerts')}>
      {count > 0 && <TriangleAlert size={12} className="warn" aria-hidden="true" />}
      {count === 0 ? t('statusBar.noAlerts') : t('statusBar.alerts', { count })}
    </button>
  )
}

function TradingKeys() {
  const t = useWords('workspace')
  const { tradingKeys } = usePreferences()
  const open = useOpenDialog((dialog) => dialog.open)
  return (
    <button type="button" className="plain-button status-item status-button" onClick={() => open('shortcuts')}>
      <span>{t('statusBar.keys')}</span>
      <b className={tradingKeys ? 'warn' : ''}>{tradingKeys ? t('statusBar.on') : t('statusBar.off')}</b>
    </button>
  )
}

const CLOCK_TICK_MS = 250

function SessionTime() {
  const t = useWords('workspace')
  useFormatSettings()
  const clock = useSessionClock()
  const speed = useStatus((status) => status.sessionSpeed)
  const connected = useConnection().kind === 'connected'
  const [timeMs, setTimeMs] = useState(() => clock.nowMs())
  useEffect(() => {
    if (!connected) return undefined
    const timer = setInterval(() => setTimeMs(clock.nowMs()), CLOCK_TICK_MS)
    return () => clearInterval(timer)
  }, [clock, connected])
  return (
    <>
      {speed !== undefined && speed !== 0 && speed !== 1 && (
        <span className="status-item warn">{t('statusBar.speed', { speed })}</span>
      )}
      <Item>
        <b>{timeMs === undefined ? UNKNOWN : formatDayAndClock(timeMs)}</b>
        <span>{zoneName()}</span>
      </Item>
    </>
  )
}

function Version() {
  const t = useWords('workspace')
  const version = useStatus((status) => status.version)
  return <span className="status-item status-middle">{`${t('statusBar.product')} ${version ?? UNKNOWN}`}</span>
}
