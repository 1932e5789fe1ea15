import { Check, GripVertical, X } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import type { LineDraft, LineDrafts } from './line-drafts.ts'
import { PillButton } from './pill-frame.tsx'
import type { ChartLines } from './use-chart-lines.ts'
import { type DraggedLine, useLineDrag } from './use-line-drag.ts'

export interface LineGripProps<Target extends object, Preview> {
  readonly line: DraggedLine<Target, Preview>
  readonly lines: ChartLines
  /** What is moved: `Stop of long BTC-PERP`. */
  readonly label: string
  /** Where it is and what that means, for a screen reader. */
  readonly valueText: string
  readonly children: ReactNode
}

/** The part of a pill that is taken hold of to move its line, by the pointer or by keys. */
export function LineGrip<Target extends object, Preview>(props: LineGripProps<Target, Preview>) {
  const { line, lines, label, valueText, children } = props
  const t = useWords('chart')
  const handlers = useLineDrag(line, lines)
  return (
    <div
      role="slider"
      tabIndex={0}
      className="pill-grip"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={line.price}
      aria-valuemin={0}
      aria-valuemax={line.price * 2}
      aria-valuetext={valueText}
      aria-disabled={line.locked}
      title={t('dragHint')}
      {...handlers}
    >
      <GripVertical size={12} aria-hidden="true" />
      {children}
    </div>
  )
}

export interface DraftButtonsProps<Target extends object, Preview> {
  readonly draft: LineDraft<Target, Preview>
  readonly drafts: LineDrafts<Target, Preview>
  /** What is sent: `Send the stop at 64,362.5`. */
  readonly confirmLabel: string
  /** Nothing can be sent now. */
  readonly disabled: boolean
}

/** Sends a line that was moved, or gives the change up. */
export function DraftButtons<Target extends object, Preview>(props: DraftButtonsProps<Target, Preview>) {
  const { draft, drafts, confirmLabel, disabled } = props
  const t = useWords('chart')
  const { draftId, phase } = draft
  if (phase === 'sent') return <span className="pill-note">{t('sending')}</span>
  return (
    <>
      <span className="pill-note">{t('notSent')}</span>
      <PillButton
        label={confirmLabel}
        disabled={disabled || phase === 'dragged'}
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

/** Why the engine would refuse what was moved. */
export function DraftDenial({ message }: { readonly message: string | undefined }) {
  if (message === undefined) return null
  return (
    <span className="pill-denial" role="status">
      {message}
    </span>
  )
}
