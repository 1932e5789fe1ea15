import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './dialog.css'

export interface DialogFact {
  readonly label: string
  readonly value: ReactNode
}

export interface DialogFactsProps {
  readonly facts: readonly DialogFact[]
  readonly className?: string | undefined
}

/** What a dialog tells, as a grid of names and values. */
export function DialogFacts({ facts, className }: DialogFactsProps) {
  return (
    <dl className={classNames('dialog-facts', className)}>
      {facts.map(({ label, value }) => (
        <div key={label} className="dialog-fact">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
