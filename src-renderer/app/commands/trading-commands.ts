import {
  Bell,
  CircleMinus,
  CircleX,
  ListX,
  Pause,
  Play,
  RefreshCw,
  SquarePen,
  TrendingDown,
  TrendingUp,
} from 'lucide-react'
import { describeFault } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import { useOpenDialog } from '../open-dialog.ts'
import type { Command } from './command.ts'
import type { CommandContext } from './command-context.ts'
import { openTicket } from './open-ticket.ts'
import { refreshInstruments } from './refresh-instruments.ts'

const { open } = useOpenDialog.getState()
const hasInstrument = ({ instrument, connected }: CommandContext): boolean => connected && instrument !== undefined

/** Commands that prepare, cancel, close or stop. None of them sends an order without another word of the user. */
export const TRADING_COMMANDS: readonly Command[] = [
  {
    id: 'ticket.focus',
    group: 'trading',
    icon: SquarePen,
    scope: 'window',
    onInstrument: true,
    run: () => openTicket(),
  },
  {
    id: 'trade.buy',
    group: 'trading',
    icon: TrendingUp,
    scope: 'trading',
    onInstrument: true,
    when: hasInstrument,
    run: () => openTicket('buy'),
  },
  {
    id: 'trade.sell',
    group: 'trading',
    icon: TrendingDown,
    scope: 'trading',
    onInstrument: true,
    when: hasInstrument,
    run: () => openTicket('sell'),
  },
  {
    id: 'trade.close',
    group: 'trading',
    icon: CircleMinus,
    scope: 'trading',
    onInstrument: true,
    when: ({ positions, connected }) => connected && positions.length > 0,
    run: () => open('closePosition'),
  },
  {
    id: 'trade.cancel',
    group: 'trading',
    icon: ListX,
    scope: 'trading',
    onInstrument: true,
    when: ({ orders, connected }) => connected && orders.length > 0,
    run: () => open('cancelOrders'),
  },
  {
    id: 'alert.create',
    group: 'trading',
    icon: Bell,
    scope: 'window',
    onInstrument: true,
    when: hasInstrument,
    run: () => open('priceAlert'),
  },
  {
    id: 'trading.pause',
    group: 'trading',
    icon: Pause,
    scope: 'window',
    when: ({ connected }) => connected,
    run: ({ client }) => void change(client.calls.system.pause({})),
  },
  {
    id: 'trading.resume',
    group: 'trading',
    icon: Play,
    scope: 'window',
    when: ({ connected }) => connected,
    run: ({ client }) => void change(client.calls.system.resume({})),
  },
  {
    id: 'instruments.refresh',
    group: 'trading',
    icon: RefreshCw,
    scope: 'window',
    when: ({ connected }) => connected,
    run: ({ client }) => void refreshInstruments({ market: client.calls.market, describeFault, show: showToast }),
  },
  {
    id: 'killSwitch.open',
    group: 'trading',
    icon: CircleX,
    scope: 'window',
    whileTyping: true,
    when: ({ connected }) => connected,
    run: () => open('killSwitch'),
  },
]

/** Says why the trading state stays as it is, where the engine did not change it. */
async function change(answer: Promise<unknown>): Promise<void> {
  try {
    await answer
  } catch (error) {
    showToast({
      kind: 'error',
      title: words('commands')('failed.tradingState'),
      text: describeFault(error).message,
    })
  }
}
