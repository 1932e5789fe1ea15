import type { PositionView, ProtectPositionInput } from '../../../src-contract/index.ts'
import { describeFault, type EngineCalls, newIdempotencyKey } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { CommandKeys } from '../../trading/index.ts'
import { showToast } from '../../ui/index.ts'
import { confirmDrags } from './confirm-drags.ts'
import { type ExitDraft, ExitDrafts, legInput } from './exit-drafts.ts'
import type { ExitLeg } from './exit-price.ts'

/** Kept for as long as the window lives: a chart may go and come while an answer is out. */
const keys = new CommandKeys({ newKey: newIdempotencyKey, describeFault })

/** What lines on a chart can do. Each answers when the engine has taken the command; the fact follows. */
export interface LineCommands {
  readonly drafts: ExitDrafts
  /** Takes a stop or target away. */
  removeExit(position: PositionView, leg: ExitLeg): Promise<unknown>
  /** @param fraction Share of the position, 1 is all of it. */
  close(position: PositionView, fraction: number): Promise<unknown>
  cancelOrder(orderId: string): Promise<unknown>
  addAlert(instrumentId: string, price: string): Promise<unknown>
  removeAlert(priceAlertId: string): Promise<unknown>
}

export function createLineCommands({ positions, orders, alerts }: EngineCalls): LineCommands {
  const protect = (input: ProtectPositionInput): Promise<unknown> =>
    keys.run(`protect ${JSON.stringify(input)}`, (idempotencyKey) => positions.protect({ ...input, idempotencyKey }))
  return {
    drafts: new ExitDrafts({
      preview: (input) => positions.previewProtection(input),
      protect,
      confirmFirst: confirmDrags,
      onRefused: tellRefusal,
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs)
        return () => clearTimeout(timer)
      },
    }),
    removeExit: async ({ positionId }, leg) => protect(legInput(positionId, leg, null)),
    close: async ({ positionId, quantity }, fraction) =>
      keys.run(`close ${positionId} ${quantity} ${fraction}`, (idempotencyKey) =>
        positions.close({ positionId, idempotencyKey, fraction }),
      ),
    cancelOrder: async (orderId) => orders.cancel({ orderId }),
    addAlert: async (instrumentId, price) => alerts.createPrice({ instrumentId, price }),
    removeAlert: async (priceAlertId) => alerts.removePrice({ priceAlertId }),
  }
}

function tellRefusal({ leg }: ExitDraft, error: unknown): void {
  const t = words('chart')
  const title = leg === 'stopLoss' ? t('stopNotMoved') : t('targetNotMoved')
  showToast({ kind: 'error', title, text: describeFault(error).message })
}

/** Shows why something was not done. */
export function tellFault(title: string): (error: unknown) => void {
  return (error) => showToast({ kind: 'error', title, text: describeFault(error).message })
}
