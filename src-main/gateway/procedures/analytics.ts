import type { Implementer } from '../implementer.ts'

export function analyticsProcedures({ analytics }: Implementer) {
  return {
    equity: analytics.equity.handler(({ context, input }) => ({
      points: [...context.engine.analytics.equity(input.limit)],
    })),
  }
}
