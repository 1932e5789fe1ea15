import type { FormEvent } from 'react'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, formatPercent, formatPrice, NumberField, showToast } from '../../ui/index.ts'
import { ExitOutcome } from './exit-outcome.tsx'
import { type ExitFault, type ExitTexts, firstExitPrice } from './exit-texts.ts'
import type { PositionRow } from './position-rows.ts'
import { type ExitDraft, useExitDraft } from './use-exit-draft.ts'
import { useLiveMark } from './use-live-mark.ts'
import { usePositionName } from './use-position-name.ts'

export interface ExitFormProps {
  readonly row: PositionRow
  /** The leg that is edited first. */
  readonly start: keyof ExitTexts
  readonly onDone: () => void
}

/** Moves, sets or takes away the stop and the target of a position; nothing is sent before Apply. */
export function ExitForm({ row, start, onDone }: ExitFormProps) {
  const t = useWords('positions')
  const tickSize = row.instrument?.tickSize ?? '0.01'
  const draft = useExitDraft(row.position, tickSize)
  const name = usePositionName(row)
  const connected = useConnection().kind === 'connected'
  const { reading, preview, busy } = draft
  const denied = preview.kind === 'known' && !preview.view.accepted
  const faulty = reading.faults.stop !== undefined || reading.faults.target !== undefined
  const possible = reading.changed && !faulty && !denied && connected && !busy
  const apply = async (): Promise<void> => {
    if (!(await draft.apply())) return
    showToast({ kind: 'success', title: t('protect.applied', { position: name }) })
    onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (possible) void apply()
  }
  return (
    <form className="position-form" onSubmit={submit}>
      <LegField leg="stop" row={row} draft={draft} tickSize={tickSize} focused={start === 'stop'} />
      <LegField leg="target" row={row} draft={draft} tickSize={tickSize} focused={start === 'target'} />
      <ExitOutcome row={row} draft={draft} />
      <Button type="submit" tone="primary" size="large" disabled={!possible}>
        {t('protect.apply')}
      </Button>
    </form>
  )
}

interface LegFieldProps {
  readonly leg: keyof ExitTexts
  readonly row: PositionRow
  readonly draft: ExitDraft
  readonly tickSize: string
  readonly focused: boolean
}

/** One leg: its price in steps of the tick, how far that is, and what takes it away. */
function LegField({ leg, row, draft, tickSize, focused }: LegFieldProps) {
  const t = useWords('positions')
  const mark = useLiveMark(row)
  const text = draft.texts[leg]
  const fault = useFaultText(draft.reading.faults[leg], tickSize)
  const isEmpty = text.trim() === ''
  const toggleName = useToggleName(leg, isEmpty, row)
  const distance = (Number(text) - mark) / mark
  const help = isEmpty
    ? undefined
    : t('protect.distance', { percent: formatPercent(distance, true), mark: formatPrice(mark, tickSize) })
  const toggle = (): void =>
    draft.edit({ [leg]: isEmpty ? firstExitPrice(leg, { side: row.position.side, markPrice: mark }, tickSize) : '' })
  return (
    <div className="position-leg">
      <NumberField
        label={t(`protect.${leg}`)}
        value={text}
        onValueChange={(next) => draft.edit({ [leg]: next })}
        step={tickSize}
        unit={row.instrument?.quote}
        fault={fault}
        help={help ?? '\u00A0'}
        autoFocus={focused}
      />
      <Button size="small" className="position-leg-toggle" aria-label={toggleName} onClick={toggle}>
        {isEmpty ? t('setTarget') : t('protect.remove')}
      </Button>
    </div>
  )
}

function useToggleName(leg: keyof ExitTexts, isEmpty: boolean, row: PositionRow): string {
  const t = useWords('positions')
  const position = usePositionName(row)
  if (isEmpty) return leg === 'stop' ? t('addStop', { position }) : t('addTarget', { position })
  return leg === 'stop' ? t('protect.removeStop') : t('protect.removeTarget')
}

function useFaultText(fault: ExitFault | undefined, tickSize: string): string | undefined {
  const t = useWords('positions')
  if (fault === undefined) return undefined
  return fault.kind === 'notNumber'
    ? t('protect.notNumber')
    : t('protect.offTick', { tick: tickSize, nearest: formatPrice(fault.nearest, tickSize) })
}
