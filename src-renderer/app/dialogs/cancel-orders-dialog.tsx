import { useState } from 'react'
import { readable, useEngine, useOrders } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { isOpenOrder, isProtection } from '../../trading/index.ts'
import { ConfirmDialog, showToast } from '../../ui/index.ts'
import type { CommandContext } from '../commands/command-context.ts'
import { useDialogState } from '../open-dialog.ts'

export interface CancelOrdersDialogProps {
  readonly context: CommandContext
}

/** Cancels the working entries in the active instrument, once it was confirmed; protection stays. */
export function CancelOrdersDialog({ context }: CancelOrdersDialogProps) {
  const { open, onOpenChange } = useDialogState('cancelOrders')
  return open ? <CancelQuestion context={context} onClose={() => onOpenChange(false)} /> : null
}

interface CancelQuestionProps extends CancelOrdersDialogProps {
  readonly onClose: () => void
}

/** Asks about the instrument that was active when it opened, whatever becomes active meanwhile. */
function CancelQuestion({ context, onClose }: CancelQuestionProps) {
  const t = useWords('commands')
  const { calls } = useEngine()
  const [instrument] = useState(context.instrument)
  const instrumentId = instrument?.instrumentId
  const entries = useOrders().list.filter(
    (order) => order.instrumentId === instrumentId && isOpenOrder(order) && !isProtection(order),
  )
  const cancel = async (): Promise<void> => {
    if (instrumentId === undefined) return
    const { cancelled } = await readable(calls.orders.cancelAll({ instrumentId }))
    showToast({ kind: 'info', title: t('cancelOrders.done', { count: cancelled }) })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('cancelOrders.title', { symbol: instrument?.symbol ?? '' })}
      facts={[{ label: t('cancelOrders.count'), value: entries.length }]}
      safeLabel={t('cancelOrders.keep')}
      confirmLabel={t('cancelOrders.confirm')}
      onConfirm={cancel}
    >
      {t('cancelOrders.text')}
    </ConfirmDialog>
  )
}
