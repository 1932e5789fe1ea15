import { CircleX } from 'lucide-react'
import { useAccount, useConnection, useEngine, usePositions } from '../../client/index.ts'
import {
  Badge,
  Button,
  ConfirmDialog,
  counted,
  type DialogFact,
  EnvironmentBadge,
  showToast,
  UNKNOWN,
} from '../../ui/index.ts'
import './status.css'

export interface KillSwitchProps {
  /** Whether it asks right now; the desktop's menu may open it, too. */
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Cancels entries, closes everything and halts; asks first and names what it will touch. */
export function KillSwitch({ open, onOpenChange }: KillSwitchProps) {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const environment = useAccount()?.environment
  const kill = async (): Promise<void> => {
    const { cancelledOrders, closingPositions } = await calls.system.kill({})
    showToast({
      kind: 'warn',
      title: 'Kill switch used',
      text: `${counted(cancelledOrders, 'order')} cancelled, ${counted(closingPositions, 'position')} closing.`,
    })
  }
  return (
    <>
      <Button tone="danger" className="kill-switch" disabled={!connected} onClick={() => onOpenChange(true)}>
        <CircleX size={14} aria-hidden="true" />
        <span>
          Kill<span className="top-bar-name"> switch</span>
        </span>
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={onOpenChange}
        title="Close everything and halt?"
        badge={environment !== undefined && <EnvironmentBadge environment={environment} />}
        facts={useEffectOfKill()}
        confirmLabel="Close everything and halt"
        onConfirm={kill}
      >
        Working entries are cancelled, every position is closed at market, then trading halts until you resume it.
      </ConfirmDialog>
    </>
  )
}

function useEffectOfKill(): readonly DialogFact[] {
  const account = useAccount()
  const positions = usePositions()
  return [
    { label: 'Close at market', value: positions.loaded ? counted(positions.list.length, 'position') : UNKNOWN },
    { label: 'Cancel', value: account === undefined ? UNKNOWN : counted(account.workingOrders, 'working order') },
    { label: 'Trading state after', value: <Badge tone="danger">halted</Badge> },
  ]
}
