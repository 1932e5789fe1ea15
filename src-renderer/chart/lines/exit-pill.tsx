import { Check, GripVertical, X } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { ExitDraft } from './exit-drafts.ts'
import { useWords } from '../../i18n/index.ts'
import { formatPrice, formatQuantity } from '../../ui/index.ts'
import { PillButton, PillFrame } from './pill-frame.tsx'
import type { PillPlacer } from './pill-placer.ts'
import type { ExitLine } from './price-lines.ts'
import { resultText } from './result-text.ts'
import type { ChartLines } from './use-chart-lines.ts'
import { useExitDrag } from './use-exit-drag.ts'
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
  const { draft } = line
  const t = useWords('chart')
  const denial = draft?.preview?.denial
  return (
    <PillFrame line={line} placer={placer} projected={draft !== undefined}>
      <ExitGrip line={line} lines={lines} />
      {draft === undefined ? (
        <PillButton
          label={line.role === 'stopLoss' ? t('removeStop') : t('removeTarget')}
          disabled={lines.disabled}
          onClick={onRemove}
        >
          <X size={12} aria-hidden="true" />
        </PillButton>
      ) : (
        <DraftButtons draft={draft} lines={lines} />
      )}
      {denial !== undefined && denial !== null && (
        <span className="pill-denial" role="status">
          {denial.message}
        </span>
      )}
    </PillFrame>
  )
}

function ExitGrip({ line, lines }: Pick<ExitPillProps, 'line' | 'lines'>) {
  const t = useWords('chart')
  const { role, position, price, profit } = line
  const { tickSize, lotSize } = lines.instrument
  const name = usePositionName(position, lines.instrument)
  const handlers = useExitDrag(line, lines)
  const result = resultText(position, profit)
  return (
    <div
      role="slider"
      tabIndex={0}
      className="pill-grip"
      aria-orientation="vertical"
      aria-label={role === 'stopLoss' ? t('stopOf', { position: name }) : t('targetOf', { position: name })}
      aria-valuenow={price}
      aria-valuemin={0}
      aria-valuemax={price * 2}
      aria-valuetext={t('exitValue', { price: formatPrice(price, tickSize), result })}
      aria-disabled={lines.disabled || line.draft?.phase === 'sent'}
      title={t('dragHint')}
      {...handlers}
    >
      <GripVertical size={12} aria-hidden="true" />
      <span className="pill-role">{role === 'stopLoss' ? t('roles.stopLoss') : t('roles.takeProfit')}</span>
      <span>{formatQuantity(position.quantity, lotSize)}</span>
      <span className="pill-money">{result}</span>
    </div>
  )
}

function DraftButtons({ draft, lines }: { readonly draft: ExitDraft; readonly lines: ChartLines }) {
  const t = useWords('chart')
  const { drafts } = lines.commands
  const { draftId, leg, phase } = draft
  if (phase === 'sent') return <span className="pill-note">{t('sending')}</span>
  const price = formatPrice(draft.price, lines.instrument.tickSize)
  return (
    <>
      <span className="pill-note">{t('notSent')}</span>
      <PillButton
        label={leg === 'stopLoss' ? t('confirmStop', { price }) : t('confirmTarget', { price })}
        disabled={lines.disabled || phase === 'dragged'}
        onClick={(event) => {
          focusGrip(event)
          void drafts.confirm(draftId)
        }}
      >
        <Check size={12} aria-hidden="true" />
      </PillButton>
      <PillButton
        label={t('discard')}
        onClick={(event) => {
          focusGrip(event)
          drafts.discard(draftId)
        }}
      >
        <X size={12} aria-hidden="true" />
      </PillButton>
    </>
  )
}

/** The button goes with the draft: the focus stays on the pill. */
function focusGrip({ currentTarget }: MouseEvent<HTMLElement>): void {
  currentTarget.closest('.pill')?.querySelector<HTMLElement>('.pill-grip')?.focus()
}
