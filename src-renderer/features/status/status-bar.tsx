import { type ReactNode, useEffect, useState } from 'react'
import { useConnection, useSessionClock, useStatus } from '../../client/index.ts'
import { formatAge, formatDayAndClock, StateShape, UNKNOWN } from '../../ui/index.ts'
import './status.css'

const CONNECTION = {
  connecting: { shape: 'unknown', word: 'Connecting' },
  starting: { shape: 'warn', word: 'Engine starting' },
  connected: { shape: 'good', word: 'Engine connected' },
  denied: { shape: 'bad', word: 'Access denied' },
  lost: { shape: 'warn', word: 'Connection lost' },
} as const

export interface StatusBarProps {
  /** What others have to say, after the load. */
  readonly children?: ReactNode
}

/** Connection and load at the left, session time and version at the right. */
export function StatusBar({ children }: StatusBarProps) {
  const { shape, word } = CONNECTION[useConnection().kind]
  const delayMs = useStatus((status) => status.eventLoopDelayP99Ms)
  const venue = useStatus((status) => status.marketVenue)
  const isOver = useStatus((status) => status.marketState === 'over')
  const version = useStatus((status) => status.version)
  return (
    <footer className="status-bar">
      <span className="status-item">
        <StateShape shape={shape} />
        {word}
      </span>
      <span className="status-item">
        Market <b>{venue ?? UNKNOWN}</b>
        {isOver && ' is over'}
      </span>
      <span className="status-item">
        Event loop p99 <b>{delayMs === undefined ? UNKNOWN : formatAge(delayMs)}</b>
      </span>
      {children}
      <span className="status-space" />
      <SessionTime />
      <span className="status-item">Wheelhouse {version ?? UNKNOWN}</span>
    </footer>
  )
}

const TICK_MS = 250

function SessionTime() {
  const clock = useSessionClock()
  const speed = useStatus((status) => status.sessionSpeed)
  const connected = useConnection().kind === 'connected'
  const [timeMs, setTimeMs] = useState(() => clock.nowMs())
  useEffect(() => {
    if (!connected) return undefined
    const timer = setInterval(() => setTimeMs(clock.nowMs()), TICK_MS)
    return () => clearInterval(timer)
  }, [clock, connected])
  return (
    <>
      {speed !== undefined && speed !== 0 && speed !== 1 && (
        <span className="status-item warn">×{speed} simulated</span>
      )}
      <span className="status-item">
        <b>{timeMs === undefined ? UNKNOWN : formatDayAndClock(timeMs)}</b> UTC
      </span>
    </>
  )
}
