import { readable, useEngine, useOrders } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { isOpenOrder, isProtection, useAsked } from '../../trading/index.ts'
import { ConfirmDialog, showToast } from '../../ui/index.ts'
import type { CommandContext } from '../commands/command-context.ts'
import { useDialogState } from '../open-dialog.ts'

/**
 * Cancels the working entries in the active instrument, once it was confirmed; protection stays. The instrument is the
 * one that was active when it opened.
 */
export function CancelOrdersDialog({ context }: { readonly context: CommandContext }) {
  const t = useWords('commands')
  const { calls } = useEngine()
  const state = useDialogState('cancelOrders')
  const instrument = useAsked(state.open, context.instrument)
  const instrumentId = instrument?.instrumentId
  const cancel = async (): Promise<void> => {
    if (instrumentId === undefined) return
    const { cancelled } = await readable(calls.orders.cancelAll({ instrumentId }))
    showToast({ kind: 'info', title: t('cancelOrders.done', { count: cancelled }) })
  }
  return (
    <ConfirmDialog
      {...state}
      title={t('cancelOrders.title', { symbol: instrument?.symbol ?? '' })}
      facts={[{ label: t('cancelOrders.count'), value: <EntryCount instrumentId={instrumentId} /> }]}
      safeLabel={t('cancelOrders.keep')}
      confirmLabel={t('cancelOrders.confirm')}
      onConfirm={cancel}
    >
      {t('cancelOrders.text')}
    </ConfirmDialog>
  )
}

/** A component of its own, so that only an open dialog is drawn with the orders. */
function EntryCount({ instrumentId }: { readonly instrumentId: string | undefined }) {
  return useOrders().list.filter(
    (order) => order.instrumentId === instrumentId && isOpenOrder(order) && !isProtection(order),
  ).length
}
