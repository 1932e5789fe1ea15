import { CircleX, Clock, ShieldAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './panel.css'

export interface EmptyStateProps {
  /** What is not there, in a few words. */
  readonly title: string
  /** How to fill it, in one sentence. */
  readonly children: ReactNode
  /** One or two buttons. */
  readonly actions?: ReactNode
}

export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      <p className="state-text">{children}</p>
      {actions !== undefined && <div className="state-actions">{actions}</div>}
    </div>
  )
}

export interface ErrorStateProps extends EmptyStateProps {
  /** Code of the fault, to search for and to report. */
  readonly code?: string | undefined
}

/** What happened, why, and what next. */
export function ErrorState({ title, children, actions, code }: ErrorStateProps) {
  return (
    <div className="state" role="alert">
      <CircleX size={16} className="danger" aria-hidden="true" />
      <p className="state-title">{title}</p>
      <p className="state-text">{children}</p>
      {actions !== undefined && <div className="state-actions">{actions}</div>}
      {code !== undefined && <p className="mono quiet">{code}</p>}
    </div>
  )
}

const NOTE_ICONS = { stale: Clock, warn: TriangleAlert, denied: ShieldAlert, danger: CircleX } as const

export interface NoteProps {
  readonly kind: keyof typeof NOTE_ICONS
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Right of the text. */
  readonly action?: ReactNode
}

/** A band inside a panel that says what is wrong now. */
export function Note({ kind, title, children, action }: NoteProps) {
  const Icon = NOTE_ICONS[kind]
  const tone = kind === 'stale' || kind === 'warn' ? 'warn' : 'danger'
  return (
    <div className={`note note-${tone}`} role="status">
      <Icon size={14} aria-hidden="true" />
      <div className="note-body">
        <p className="note-title">{title}</p>
        {children !== undefined && <p className="note-text">{children}</p>}
      </div>
      {action}
    </div>
  )
}
