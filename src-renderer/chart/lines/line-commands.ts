import type { PositionView } from '../../../src-contract/index.ts'
import { describeFault, type EngineCalls } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { amendOrder, closePosition, protectPosition } from '../../trading/index.ts'
import { showToast } from '../../ui/index.ts'
import { confirmDrags } from './confirm-drags.ts'
import { createExitDrafts, type ExitDraft, type ExitDrafts, legInput } from './exit-drafts.ts'
import type { ExitLeg } from './exit-price.ts'
import { createOrderDrafts, type OrderDrafts } from './order-drafts.ts'

/** What lines on a chart can do. Each answers when the engine has taken the command; the fact follows. */
export interface LineCommands {
  readonly exits: ExitDrafts
  readonly orders: OrderDrafts
  /** Takes a stop or target away. */
  removeExit(position: PositionView, leg: ExitLeg): Promise<unknown>
  /** @param fraction Share of the position, 1 is all of it. */
  close(position: PositionView, fraction: number): Promise<unknown>
  cancelOrder(orderId: string): Promise<unknown>
  addAlert(instrumentId: string, price: string): Promise<unknown>
  removeAlert(priceAlertId: string): Promise<unknown>
}

export function createLineCommands(calls: EngineCalls): LineCommands {
  const { positions, orders, alerts } = calls
  return {
    exits: createExitDrafts({
      preview: (input) => positions.previewProtection(input),
      protect: (input) => protectPosition(calls, input),
      confirmFirst: confirmDrags,
      onRefused: tellRefusedExit,
      after,
    }),
    orders: createOrderDrafts({
      preview: (draft) => orders.previewAmend(draft),
      amend: (draft) => amendOrder(calls, draft),
      confirmFirst: confirmDrags,
      onRefused: (_, error) => tellFault(words('chart')('orderNotChanged'))(error),
      after,
    }),
    removeExit: async ({ positionId }, leg) => protectPosition(calls, legInput(positionId, leg, null)),
    close: async (position, fraction) => closePosition(calls, position, fraction),
    cancelOrder: async (orderId) => orders.cancel({ orderId }),
    addAlert: async (instrumentId, price) => alerts.createPrice({ instrumentId, price }),
    removeAlert: async (priceAlertId) => alerts.removePrice({ priceAlertId }),
  }
}

const after = (delayMs: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}

function tellRefusedExit({ leg }: ExitDraft, error: unknown): void {
  const t = words('chart')
  const title = leg === 'stopLoss' ? t('stopNotMoved') : t('targetNotMoved')
  showToast({ kind: 'error', title, text: describeFault(error).message })
}

/** Shows why something was not done. */
export function tellFault(title: string): (error: unknown) => void {
  return (error) => showToast({ kind: 'error', title, text: describeFault(error).message })
}
