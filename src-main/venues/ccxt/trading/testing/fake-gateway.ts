import { toDisposable } from '../../../../base/index.ts'
import { money } from '../../../../domain/index.ts'
import type { OrderGateway } from '../order-gateway.ts'
import { wordOf } from './words.ts'

/** A gateway that takes everything, and does otherwise where a test says so. */
export function fakeGateway(ways: Partial<OrderGateway> = {}): OrderGateway {
  return {
    place: async () => ({ word: wordOf({ isNew: true }), executions: [] }),
    cancel: async () => ({ word: wordOf({ state: 'cancelled' }), executions: [] }),
    amend: async (request) => ({ word: wordOf({ ...request, isAmendment: true }), executions: [] }),
    fetchOrder: async () => undefined,
    fetchOrderExecutions: async () => [],
    fetchOpenOrders: async () => [],
    fetchExecutions: async () => [],
    fetchAdjustments: async () => [],
    fetchAccount: async () => ({ cash: money(0), positions: [], balances: [] }),
    stream: {
      open: async () => undefined,
      watch: () => new Promise(() => undefined),
      drop: async () => undefined,
      listen: () => toDisposable(() => undefined),
      dispose: () => undefined,
    },
    ...ways,
  }
}
