import type { Implementer } from '../implementer.ts'

export function riskProcedures({ risk }: Implementer) {
  return {
    guards: risk.guards.handler(({ context }) => ({ guards: [...context.engine.risk.guards()] })),
    rearm: risk.rearm.handler(({ context, input }) => context.engine.risk.rearm(input.guardId, input.target)),
    refusals: risk.refusals.handler(({ context, input }) => {
      const { limit, instrumentId } = input
      return { refusals: [...context.engine.risk.refusals({ limit, instrumentId })] }
    }),
  }
}
