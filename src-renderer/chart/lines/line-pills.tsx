import { Bell, X } from 'lucide-react'
import { memo, useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { ensureNever, formatPrice, oncePerPress } from '../../ui/index.ts'
import { ExitPill } from './exit-pill.tsx'
import { tellFault } from './line-commands.ts'
import { type LineQuestion, LineQuestions } from './line-questions.tsx'
import { OrderPill } from './order-pill.tsx'
import { PillButton, PillFrame } from './pill-frame.tsx'
import type { PillPlacer } from './pill-placer.ts'
import { PositionPill } from './position-pill.tsx'
import type { AlertLine, PriceLine } from './price-lines.ts'
import { sameFields } from './same-fields.ts'
import { type ChartLines, usePriceLines } from './use-chart-lines.ts'

export interface LinePillsProps {
  readonly lines: ChartLines
  readonly placer: PillPlacer
}

/** What each line over the candles is, and what can be done with it. */
export function LinePills({ lines, placer }: LinePillsProps) {
  const t = useWords('chart')
  const [question, setQuestion] = useState<LineQuestion>()
  const priced = usePriceLines(lines)
  return (
    <>
      <ul className="chart-pills" aria-label={t('lines', { symbol: lines.instrument.symbol })}>
        {priced.map((line) => (
          <LinePill key={line.id} {...{ line, lines, placer }} onAsk={setQuestion} />
        ))}
      </ul>
      <LineQuestions question={question} lines={lines} onDone={() => setQuestion(undefined)} />
    </>
  )
}

interface LinePillProps extends LinePillsProps {
  readonly line: PriceLine
  readonly onAsk: (question: LineQuestion) => void
}

/** Drawn again only when its own line has changed: all of them are made anew with each order, wherever it is. */
const LinePill = memo(
  LinePillView,
  ({ line: before, ...tools }, { line: after, ...nextTools }) =>
    sameFields(before, after) && sameFields(tools, nextTools),
)

function LinePillView({ line, lines, placer, onAsk }: LinePillProps) {
  switch (line.role) {
    case 'position':
      return <PositionPill {...{ line, lines, placer, onAsk }} />
    case 'stopLoss':
    case 'takeProfit': {
      const { position, role: leg } = line
      return <ExitPill {...{ line, lines, placer }} onRemove={() => onAsk({ kind: 'remove', position, leg })} />
    }
    case 'order':
      return <OrderPill {...{ line, lines, placer }} />
    case 'alert':
      return <AlertPill {...{ line, lines, placer }} />
    case 'former':
      return null
    default:
      return ensureNever(line, 'line')
  }
}

function AlertPill({ line, lines, placer }: LinePillsProps & { readonly line: AlertLine }) {
  const t = useWords('chart')
  const { alert } = line
  const price = formatPrice(line.price, lines.instrument.tickSize)
  return (
    <PillFrame line={line} placer={placer}>
      <span className="pill-role">
        <Bell size={12} aria-hidden="true" />
        <span className="visually-hidden">{t('alertAt', { price })}</span>
      </span>
      {alert.note !== '' && <span className="pill-note">{alert.note}</span>}
      <PillButton
        label={t('removeAlert', { price })}
        disabled={lines.disabled}
        onClick={oncePerPress(() => {
          lines.commands.removeAlert(alert.priceAlertId).catch(tellFault(t('alertNotRemoved')))
        })}
      >
        <X size={12} aria-hidden="true" />
      </PillButton>
    </PillFrame>
  )
}
