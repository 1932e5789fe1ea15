import { describeFault, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ConfirmDialog, showToast } from '../../ui/index.ts'
import type { CommandContext } from '../commands/command-context.ts'
import { useDialogState } from '../open-dialog.ts'

/** Cancels the working entries in the active instrument, once it was confirmed; protection stays. */
export function CancelOrdersDialog({ context: { instrument, orders } }: { readonly context: CommandContext }) {
  const t = useWords('commands')
  const { calls } = useEngine()
  const state = useDialogState('cancelOrders')
  const entries = orders.filter(({ role }) => role !== 'stopLoss' && role !== 'takeProfit')
  const cancel = async (): Promise<void> => {
    if (instrument === undefined) return
    try {
      const { cancelled } = await calls.orders.cancelAll({ instrumentId: instrument.instrumentId })
      showToast({ kind: 'info', title: t('cancelOrders.done', { count: cancelled }) })
    } catch (error) {
      throw new Error(describeFault(error).message, { cause: error })
    }
  }
  return (
    <ConfirmDialog
      {...state}
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
