import type { Implementer } from '../implementer.ts'

export function analyticsProcedures({ analytics }: Implementer) {
  return {
    equity: analytics.equity.handler(({ context, input }) => ({
      points: [...context.engine.analytics.equity(input.limit)],
    })),
    performance: analytics.performance.handler(({ context, input }) =>
      context.engine.analytics.performance(input.group),
    ),
    portfolioRisk: analytics.portfolioRisk.handler(({ context }) => context.engine.analytics.portfolioRisk()),
    trades: analytics.trades.handler(({ context, input }) => {
      const { limit, instrumentId, owner } = input
      return { trades: [...context.engine.analytics.trades({ limit, instrumentId, owner })] }
    }),
  }
}
