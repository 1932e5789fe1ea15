import type { Implementer } from '../implementer.ts'

export function accountProcedures({ account }: Implementer) {
  return {
    get: account.get.handler(({ context }) => context.engine.account.get()),
    fills: account.fills.handler(({ context, input }) => {
      const { instrumentId, limit } = input
      return { fills: [...context.engine.account.fills({ instrumentId, limit })] }
    }),
    reset: account.reset.handler(({ context, input }) => context.engine.account.reset(input.idempotencyKey)),
  }
}
