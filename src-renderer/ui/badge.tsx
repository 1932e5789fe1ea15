import type { ReactNode } from 'react'
import './badge.css'
import { classNames } from './class-names.ts'

/** `good` is for states; `up` and `down` are for direction and profit, whose colours the user chooses. */
export type BadgeTone = 'neutral' | 'accent' | 'good' | 'up' | 'down' | 'warn' | 'danger' | 'paper' | 'live'

export interface BadgeProps {
  readonly tone?: BadgeTone
  readonly big?: boolean
  readonly children: ReactNode
}

/** One word of state, in capitals. */
export function Badge({ tone = 'neutral', big, children }: BadgeProps) {
  return <span className={classNames('badge', `badge-${tone}`, big && 'badge-big')}>{children}</span>
}

const ENVIRONMENT_TONE = { paper: 'paper', testnet: 'paper', live: 'live', replay: 'neutral' } as const

/** Paper, testnet, live or replay: by shape and word, never by colour alone. */
export function EnvironmentBadge({
  environment,
  big = false,
}: {
  readonly environment: keyof typeof ENVIRONMENT_TONE
  readonly big?: boolean
}) {
  return (
    <Badge tone={ENVIRONMENT_TONE[environment]} big={big}>
      {environment}
    </Badge>
  )
}

/** Round is good, diamond a warning, square bad, ring not known. A word always stands beside it. */
export function StateShape({ shape }: { readonly shape: 'good' | 'warn' | 'bad' | 'unknown' }) {
  return <span className={`shape shape-${shape}`} aria-hidden="true" />
}
