import { X } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { formatPrice, formatQuantity } from '../../ui/index.ts'
import { workingPriceOf } from './exit-drafts.ts'
import { exitSide } from './exit-price.ts'
import { DraftButtons, DraftDenial, LineGrip } from './line-grip.tsx'
import { PillButton, PillFrame } from './pill-frame.tsx'
import type { PillPlacer } from './pill-placer.ts'
import type { ExitLine } from './price-lines.ts'
import { resultText } from './result-text.ts'
import type { ChartLines } from './use-chart-lines.ts'
import { usePositionName } from './use-position-name.ts'

export interface ExitPillProps {
  readonly line: ExitLine
  readonly lines: ChartLines
  readonly placer: PillPlacer
  /** Asks whether the leg is to be taken away. */
  readonly onRemove: () => void
}

/** Stop or target of a position: can be dragged, or moved by keys. */
export function ExitPill({ line, lines, placer, onRemove }: ExitPillProps) {
  const { draft, role } = line
  const t = useWords('chart')
  const price = formatPrice(line.price, lines.instrument.tickSize)
  return (
    <PillFrame line={line} placer={placer} projected={draft !== undefined}>
      <ExitGrip line={line} lines={lines} />
      {draft === undefined ? (
        <PillButton
          label={role === 'stopLoss' ? t('removeStop') : t('removeTarget')}
          disabled={lines.disabled}
          onClick={onRemove}
        >
          <X size={12} aria-hidden="true" />
        </PillButton>
      ) : (
        <DraftButtons
          draft={draft}
          drafts={lines.commands.exits}
          confirmLabel={role === 'stopLoss' ? t('confirmStop', { price }) : t('confirmTarget', { price })}
          disabled={lines.disabled}
        />
      )}
      <DraftDenial message={draft?.preview?.denial?.message} />
    </PillFrame>
  )
}

function ExitGrip({ line, lines }: Pick<ExitPillProps, 'line' | 'lines'>) {
  const t = useWords('chart')
  const { id, role, position, price, profit, draft } = line
  const { tickSize, lotSize } = lines.instrument
  const name = usePositionName(position, lines.instrument)
  const result = resultText(position, profit)
  return (
    <LineGrip
      lines={lines}
      label={role === 'stopLoss' ? t('stopOf', { position: name }) : t('targetOf', { position: name })}
      valueText={t('exitValue', { price: formatPrice(price, tickSize), result })}
      line={{
        id,
        price,
        target: { positionId: position.positionId, leg: role },
        drafts: lines.commands.exits,
        side: exitSide(position, role),
        workingPrice: workingPriceOf(position, role),
        locked: lines.disabled || draft?.phase === 'sent',
      }}
    >
      <span className="pill-role">{role === 'stopLoss' ? t('roles.stopLoss') : t('roles.takeProfit')}</span>
      <span>{formatQuantity(position.quantity, lotSize)}</span>
      <span className="pill-money">{result}</span>
    </LineGrip>
  )
}
