import type { Implementer } from '../implementer.ts'

export function strategyProcedures({ strategies }: Implementer) {
  return {
    list: strategies.list.handler(({ context }) => ({ strategies: [...context.engine.strategies.list()] })),
    enable: strategies.enable.handler(({ context, input }) =>
      context.engine.strategies.setEnabled(input.strategyId, true),
    ),
    disable: strategies.disable.handler(({ context, input }) =>
      context.engine.strategies.setEnabled(input.strategyId, false),
    ),
    setParameters: strategies.setParameters.handler(({ context, input }) =>
      context.engine.strategies.setParameters(input.strategyId, input.parameters),
    ),
    signals: strategies.signals.handler(({ context, input }) => ({
      signals: [...context.engine.strategies.signals(input.limit)],
    })),
  }
}
