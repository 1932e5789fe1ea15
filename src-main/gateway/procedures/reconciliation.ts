import type { Implementer } from '../implementer.ts'

export function reconciliationProcedures({ reconciliation }: Implementer) {
  return {
    get: reconciliation.get.handler(({ context }) => context.engine.reconciliation.get()),
    run: reconciliation.run.handler(({ context }) => context.engine.reconciliation.run()),
    preview: reconciliation.preview.handler(({ context, input }) => context.engine.reconciliation.preview(input)),
    resolve: reconciliation.resolve.handler(({ context, input }) => {
      const { idempotencyKey, ...draft } = input
      return context.engine.reconciliation.resolve(draft, idempotencyKey)
    }),
    hold: reconciliation.hold.handler(({ context, input }) =>
      context.engine.reconciliation.hold(input.instrumentId, input.reason),
    ),
    release: reconciliation.release.handler(({ context, input }) =>
      context.engine.reconciliation.release(input.instrumentId, input.reason),
    ),
  }
}
