import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import type { LogLineView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { classNames } from '../../ui/index.ts'
import { LogFields } from './log-fields.tsx'
import { fieldsText, logClock } from './log-text.ts'

export interface LogLineProps {
  readonly id: string
  readonly line: LogLineView
  readonly isOpen: boolean
}

function Line({ id, line, isOpen }: LogLineProps) {
  const t = useWords('log')
  const { timeMs, level, component, message, fields } = line
  const Arrow = isOpen ? ChevronDown : ChevronRight
  const facts = fieldsText(fields)
  return (
    <div className={classNames('log-item', `log-${level}`)}>
      <div className="log-line" data-log-line={id}>
        <button
          type="button"
          className="log-toggle"
          data-log-toggle=""
          tabIndex={-1}
          aria-expanded={isOpen}
          aria-label={t('toggle', { message })}
        >
          <Arrow size={10} aria-hidden="true" />
        </button>
        <span className="log-time">{logClock(timeMs)}</span>
        <span className="log-level">{level}</span>
        <span className="log-component" title={component ?? undefined}>
          {component}
        </span>
        <span className="log-message" title={`${message} ${facts}`}>
          {message}
          <span className="log-facts"> {facts}</span>
        </span>
      </div>
      {isOpen && <LogFields line={line} />}
    </div>
  )
}

/** One line of the log; drawn again only when it is opened or closed. */
export const LogLine = memo(Line)
