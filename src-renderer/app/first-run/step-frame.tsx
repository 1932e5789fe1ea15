import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'

/** What every step can do. */
export interface StepProps {
  readonly onNext: () => void
  /** Undefined in the first step. */
  readonly onBack: (() => void) | undefined
}

export interface StepFrameProps extends StepProps {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
  /** `Continue` unless said. */
  readonly nextLabel?: string
  readonly busy?: boolean
  /** Why the step could not be left. */
  readonly fault?: string | undefined
}

/** One step of the guide with its way on and back. */
export function StepFrame(props: StepFrameProps) {
  const { title, text, children, onNext, onBack, nextLabel, busy = false, fault } = props
  const t = useWords('gate')
  return (
    <form
      className="guide-form"
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <h2 className="guide-title">{title}</h2>
      <p className="guide-text">{text}</p>
      {children}
      {fault !== undefined && (
        <p className="danger" role="alert">
          {t('guide.failed')}: {fault}
        </p>
      )}
      <div className="guide-actions">
        {onBack !== undefined && (
          <Button size="large" onClick={onBack}>
            {t('guide.back')}
          </Button>
        )}
        <Button size="large" tone="primary" type="submit" disabled={busy} autoFocus>
          {nextLabel ?? t('guide.next')}
        </Button>
      </div>
    </form>
  )
}
