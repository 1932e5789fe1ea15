import type { Implementer } from '../implementer.ts'

export function orderProcedures({ orders }: Implementer) {
  return {
    list: orders.list.handler(({ context, input }) => {
      const { status, instrumentId, limit } = input
      return { orders: [...context.engine.orders.list({ openOnly: status === 'open', instrumentId, limit })] }
    }),
    preview: orders.preview.handler(({ context, input }) => context.engine.orders.preview(input)),
    create: orders.create.handler(({ context, input }) =>
      context.engine.orders.create(input.draft, input.idempotencyKey),
    ),
    cancel: orders.cancel.handler(({ context, input }) => context.engine.orders.cancel(input.orderId)),
    cancelAll: orders.cancelAll.handler(({ context, input }) => {
      const { instrumentId, includeProtection } = input
      return { cancelled: context.engine.orders.cancelAll({ instrumentId, includeProtection }) }
    }),
  }
}
