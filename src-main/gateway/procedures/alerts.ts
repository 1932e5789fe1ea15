import type { Implementer } from '../implementer.ts'

export function alertProcedures({ alerts }: Implementer) {
  return {
    list: alerts.list.handler(({ context, input }) => ({
      alerts: [...context.engine.alerts.list({ standingOnly: input.status === 'standing', limit: input.limit })],
    })),
    acknowledge: alerts.acknowledge.handler(({ context, input }) => context.engine.alerts.acknowledge(input.alertId)),
    acknowledgeAll: alerts.acknowledgeAll.handler(({ context }) => ({
      acknowledged: context.engine.alerts.acknowledgeAll(),
    })),
    listPrices: alerts.listPrices.handler(({ context }) => ({
      priceAlerts: [...context.engine.alerts.listPrices()],
    })),
    createPrice: alerts.createPrice.handler(({ context, input }) => context.engine.alerts.createPrice(input)),
    removePrice: alerts.removePrice.handler(({ context, input }) => {
      context.engine.alerts.removePrice(input.priceAlertId)
      return { done: true as const }
    }),
  }
}
