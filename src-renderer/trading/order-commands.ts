import type { AmendDraft, OrderView } from '../../src-contract/index.ts'
import { describeFault, type EngineCalls, newIdempotencyKey } from '../client/index.ts'
import { CommandKeys } from './command-keys.ts'

/** Kept for as long as the window lives, for the table and every chart: whoever tries again must not do it twice. */
const keys = new CommandKeys({ newKey: newIdempotencyKey, describeFault })

/** Asks for other terms of a working order; what is left out stays. The order has them once the fact comes. */
export async function amendOrder({ orders }: Pick<EngineCalls, 'orders'>, draft: AmendDraft): Promise<OrderView> {
  return keys.run(`order ${draft.orderId}`, `amend ${JSON.stringify(draft)}`, (idempotencyKey) =>
    orders.amend({ ...draft, idempotencyKey }),
  )
}
