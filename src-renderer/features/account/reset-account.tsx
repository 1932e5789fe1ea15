import { useState } from 'react'
import type { AccountView } from '../../../src-contract/index.ts'
import { newIdempotencyKey, readable, useConnection, useEngine } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, ConfirmDialog, EnvironmentBadge, formatMoney, showToast } from '../../ui/index.ts'

/** Begins the paper account again: asks first, with what will be lost, and wants the answer held. */
export function ResetAccount({ account }: { readonly account: AccountView }) {
  const t = useWords('account')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [open, setOpen] = useState(false)
  /* One key for one question: pressing again after a lost answer does not reset twice. */
  const [idempotencyKey, setIdempotencyKey] = useState('')
  const { environment, openPositions, workingOrders, equity, startingCash, currency } = account
  const ask = (): void => {
    setIdempotencyKey(newIdempotencyKey())
    setOpen(true)
  }
  const reset = async (): Promise<void> => {
    await readable(calls.account.reset({ idempotencyKey }))
    showToast({ kind: 'success', title: t('reset.done') })
  }
  return (
    <>
      <Button size="row" disabled={!connected} onClick={ask}>
        {t('reset.button')}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t('reset.title')}
        badge={<EnvironmentBadge environment={environment} />}
        facts={[
          { label: t('reset.positions'), value: openPositions },
          { label: t('reset.orders'), value: workingOrders },
          { label: t('reset.equityNow'), value: `${formatMoney(equity)} ${currency}` },
          { label: t('reset.cashAfter'), value: `${formatMoney(startingCash)} ${currency}` },
        ]}
        confirmLabel={t('reset.confirm')}
        holdingLabel={t('reset.holding')}
        onConfirm={reset}
      >
        {t('reset.text')}
      </ConfirmDialog>
    </>
  )
}
