import { CircleX } from 'lucide-react'
import {
  readable,
  useAccount,
  useAccountAmongOthers,
  useConnection,
  useEngine,
  usePositions,
  useStatus,
} from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Badge, Button, ConfirmDialog, EnvironmentBadge, showToast, UNKNOWN } from '../../ui/index.ts'
import './status.css'

export interface KillSwitchProps {
  /** Whether it asks right now; the desktop's menu may open it, too. */
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Cancels entries, closes everything and halts; asks first, names what it will touch, and has to be held. */
export function KillSwitch({ open, onOpenChange }: KillSwitchProps) {
  const t = useWords('status')
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const environment = useStatus((status) => status.environment)
  const amongOthers = useAccountAmongOthers()
  const kill = async (): Promise<void> => {
    const { cancelledOrders, closingPositions } = await readable(calls.system.kill({}))
    const [orders, positions] = [t('orders', { count: cancelledOrders }), t('positions', { count: closingPositions })]
    showToast({ kind: 'warn', title: t('kill.used'), text: t('kill.done', { orders, positions }) })
  }
  return (
    <>
      <Button
        tone="danger"
        className="kill-switch"
        aria-label={t('kill.name')}
        disabled={!connected}
        onClick={() => onOpenChange(true)}
      >
        <CircleX size={14} aria-hidden="true" />
        <span className="kill-long">{t('kill.name')}</span>
        <span className="kill-short">{t('kill.short')}</span>
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={onOpenChange}
        title={t('kill.title')}
        badge={environment !== undefined && <EnvironmentBadge environment={environment} />}
        live={environment === 'live'}
        facts={[
          ...(amongOthers === undefined ? [] : [{ label: t('kill.account'), value: amongOthers }]),
          { label: t('kill.close'), value: <PositionCount /> },
          { label: t('kill.cancel'), value: <OrderCount /> },
          { label: t('kill.after'), value: <Badge tone="danger">{t('trading.halted')}</Badge> },
        ]}
        confirmLabel={t('kill.confirm')}
        holdingLabel={t('kill.holding')}
        blocked={connected ? undefined : t('noConnection')}
        onConfirm={kill}
      >
        {t('kill.text')}
        {amongOthers !== undefined && ` ${t('kill.othersGoOn', { account: amongOthers })}`}
      </ConfirmDialog>
    </>
  )
}

/** Components of their own, so that only an open dialog is drawn with what they count. */
function PositionCount() {
  const t = useWords('status')
  const { loaded, list } = usePositions()
  return loaded ? t('positions', { count: list.length }) : UNKNOWN
}

function OrderCount() {
  const t = useWords('status')
  const account = useAccount()
  return account === undefined ? UNKNOWN : t('working', { count: account.workingOrders })
}
