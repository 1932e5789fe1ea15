import type { Implementer } from '../implementer.ts'

export function positionProcedures({ positions }: Implementer) {
  return {
    list: positions.list.handler(({ context }) => ({ positions: [...context.engine.positions.list()] })),
    close: positions.close.handler(({ context, input }) =>
      context.engine.positions.close(input.positionId, input.fraction, input.idempotencyKey),
    ),
    previewProtection: positions.previewProtection.handler(({ context, input }) =>
      context.engine.positions.previewProtection(input),
    ),
    protect: positions.protect.handler(({ context, input }) => {
      const { idempotencyKey, ...exits } = input
      return context.engine.positions.protect(exits, idempotencyKey)
    }),
    previewHandOver: positions.previewHandOver.handler(({ context, input }) =>
      context.engine.positions.previewHandOver(input),
    ),
    handOver: positions.handOver.handler(async ({ context, input }) => {
      const { idempotencyKey, ...draft } = input
      return { positions: [...(await context.engine.positions.handOver(draft, idempotencyKey))] }
    }),
  }
}
