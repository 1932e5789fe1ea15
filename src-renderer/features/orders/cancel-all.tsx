import { useState } from 'react'
import type { OrderView } from '../../../src-contract/index.ts'
import { readable, useAccount, useConnection, useEngine, useInstruments, useOrders } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Checkbox, ConfirmDialog, EnvironmentBadge, showToast } from '../../ui/index.ts'
import { ofInstrument } from '../tables/index.ts'
import { sumOrders } from './order-sums.ts'

export interface CancelAllProps {
  /** The orders that are shown. */
  readonly orders: readonly OrderView[]
  /** Only those of one instrument; undefined for all. */
  readonly instrumentId: string | undefined
}

/** Cancels working orders, of one instrument or of all; stops and targets only when asked for. */
export function CancelAll({ orders, instrumentId }: CancelAllProps) {
  const t = useWords('orders')
  const connected = useConnection().kind === 'connected'
  const [open, setOpen] = useState(false)
  const sums = sumOrders(orders)
  return (
    <>
      <Button size="small" disabled={sums.open === 0 || !connected} onClick={() => setOpen(true)}>
        {t('cancelAll.button')}
      </Button>
      {open && <CancelDialog instrumentId={instrumentId} onDone={() => setOpen(false)} />}
    </>
  )
}

interface CancelDialogProps {
  /** Undefined for all of them. */
  readonly instrumentId: string | undefined
  readonly onDone: () => void
}

/** Asks about the instrument that was chosen when it opened, whatever the table turns to meanwhile. */
function CancelDialog({ instrumentId: asked, onDone }: CancelDialogProps) {
  const t = useWords('orders')
  const common = useWords('common')
  const [instrumentId] = useState(asked)
  const orders = ofInstrument(useOrders().list, instrumentId)
  const environment = useAccount((account) => account.environment)
  const symbol = useInstruments().byId.get(instrumentId ?? '')?.symbol ?? instrumentId
  const [includeProtection, setIncludeProtection] = useState(false)
  const cancel = useCancelCommand({ instrumentId, includeProtection })
  const { others, protections } = sumOrders(orders)
  const count = includeProtection ? others + protections : others
  const counted = common('orders', { count })
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onDone()}
      title={
        symbol === undefined
          ? t('cancelAll.title', { orders: counted })
          : t('cancelAll.titleOf', { orders: counted, symbol })
      }
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={[
        { label: t('cancelAll.entries'), value: others },
        {
          label: t('cancelAll.protections'),
          value: includeProtection
            ? t('cancelAll.go', { count: protections })
            : t('cancelAll.stay', { count: protections }),
        },
      ]}
      safeLabel={t('cancelAll.keep')}
      confirmLabel={t('cancelAll.confirm', { orders: counted })}
      blocked={count === 0 ? t('cancelAll.nothing') : undefined}
      onConfirm={cancel}
    >
      {t('cancelAll.text')}
      <span className="cancel-protection">
        <Checkbox checked={includeProtection} disabled={protections === 0} onCheckedChange={setIncludeProtection}>
          {t('cancelAll.include')}
        </Checkbox>
      </span>
    </ConfirmDialog>
  )
}

interface CancelScope {
  readonly instrumentId: string | undefined
  readonly includeProtection: boolean
}

function useCancelCommand({ instrumentId, includeProtection }: CancelScope): () => Promise<void> {
  const t = useWords('orders')
  const common = useWords('common')
  const { calls } = useEngine()
  return async () => {
    const scope = instrumentId === undefined ? { includeProtection } : { includeProtection, instrumentId }
    const { cancelled } = await readable(calls.orders.cancelAll(scope))
    const counted = common('orders', { count: cancelled })
    showToast({ kind: 'info', title: t('cancelAll.done', { orders: counted }) })
  }
}
