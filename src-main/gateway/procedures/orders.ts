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
    createOco: orders.createOco.handler(({ context, input }) => ({
      orders: [...context.engine.orders.createOco(input.drafts, input.idempotencyKey)],
    })),
    previewAmend: orders.previewAmend.handler(({ context, input }) => context.engine.orders.previewAmend(input)),
    amend: orders.amend.handler(({ context, input }) => context.engine.orders.amend(input)),
    cancel: orders.cancel.handler(({ context, input }) => context.engine.orders.cancel(input.orderId)),
    cancelAll: orders.cancelAll.handler(({ context, input }) => {
      const { instrumentId, includeProtection } = input
      return { cancelled: context.engine.orders.cancelAll({ instrumentId, includeProtection }) }
    }),
  }
}
