import { useState } from 'react'
import type { AccountView } from '../../../src-contract/index.ts'
import { newIdempotencyKey, useConnection, useEngine } from '../../client/index.ts'
import { Button, ConfirmDialog, EnvironmentBadge, formatMoney, showToast } from '../../ui/index.ts'

/** Begins the paper account again: asks first, with what will be lost. */
export function ResetAccount({ account }: { readonly account: AccountView }) {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [open, setOpen] = useState(false)
  /* One key for one question: pressing again after a lost answer does not reset twice. */
  const [idempotencyKey, setIdempotencyKey] = useState('')
  const ask = (): void => {
    setIdempotencyKey(newIdempotencyKey())
    setOpen(true)
  }
  const reset = async (): Promise<void> => {
    await calls.account.reset({ idempotencyKey })
    showToast({ kind: 'success', title: 'Paper account reset' })
  }
  return (
    <>
      <Button size="row" disabled={!connected} onClick={ask}>
        Reset
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Reset the paper account?"
        badge={<EnvironmentBadge environment={account.environment} />}
        facts={[
          { label: 'Positions dropped', value: account.openPositions },
          { label: 'Orders cancelled', value: account.workingOrders },
          { label: 'Equity now', value: `${formatMoney(account.equity)} ${account.currency}` },
          { label: 'Cash after', value: `${formatMoney(account.startingCash)} ${account.currency}` },
        ]}
        confirmLabel="Reset account"
        onConfirm={reset}
      >
        The account begins again with its starting cash. Positions are dropped without being traded.
      </ConfirmDialog>
    </>
  )
}
