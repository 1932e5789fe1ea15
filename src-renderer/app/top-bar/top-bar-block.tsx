import type { ReactNode } from 'react'
import { classNames } from '../../ui/index.ts'

export interface TopBarBlockProps {
  readonly label: string
  readonly children: ReactNode
  readonly tone?: string | undefined
}

/** A label over its value. */
export function TopBarBlock({ label, children, tone }: TopBarBlockProps) {
  return (
    <div className="top-bar-block">
      <span className="top-bar-label">{label}</span>
      <span className={classNames('top-bar-value', tone)}>{children}</span>
    </div>
  )
}
