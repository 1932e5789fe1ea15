import { useState } from 'react'
import type { OrderView } from '../../../src-contract/index.ts'
import { describeFault, useAccount, useConnection, useEngine } from '../../client/index.ts'
import { Button, Checkbox, ConfirmDialog, EnvironmentBadge, showToast } from '../../ui/index.ts'

const isProtection = (order: OrderView): boolean => order.role === 'stopLoss' || order.role === 'takeProfit'
const counted = (count: number): string => (count === 1 ? '1 order' : `${count} orders`)

/** Cancels the working orders of all instruments; stops and targets only when asked for. */
export function CancelAll({ openOrders }: { readonly openOrders: readonly OrderView[] }) {
  const { calls } = useEngine()
  const account = useAccount()
  const connected = useConnection().kind === 'connected'
  const [open, setOpen] = useState(false)
  const [includeProtection, setIncludeProtection] = useState(false)
  const protections = openOrders.filter(isProtection).length
  const count = includeProtection ? openOrders.length : openOrders.length - protections
  const cancel = async (): Promise<void> => {
    const { cancelled } = await calls.orders.cancelAll({ includeProtection }).catch((error: unknown) => {
      throw new Error(describeFault(error).message)
    })
    showToast({ kind: 'info', title: `${counted(cancelled)} cancelled` })
  }
  return (
    <>
      <Button size="small" disabled={openOrders.length === 0 || !connected} onClick={() => setOpen(true)}>
        Cancel all
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Cancel ${counted(count)}?`}
        badge={account === undefined ? undefined : <EnvironmentBadge environment={account.environment} big />}
        facts={[
          { label: 'Entries and closes', value: openOrders.length - protections },
          { label: 'Stops and targets', value: `${protections}, ${includeProtection ? 'cancelled, too' : 'stay'}` },
        ]}
        safeLabel="Keep all"
        confirmLabel={`Yes, cancel ${counted(count)}`}
        onConfirm={cancel}
      >
        Positions stay open.
        <span className="cancel-protection">
          <Checkbox checked={includeProtection} disabled={protections === 0} onCheckedChange={setIncludeProtection}>
            Stops and targets, too: positions lose their protection
          </Checkbox>
        </span>
      </ConfirmDialog>
    </>
  )
}
