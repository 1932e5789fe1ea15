import type { Implementer } from '../implementer.ts'

export function accountsProcedures({ accounts }: Implementer) {
  return {
    list: accounts.list.handler(({ context }) => ({ accounts: [...context.engine.accounts.list()] })),
    venues: accounts.venues.handler(({ context }) => ({ venues: [...context.engine.accounts.venues()] })),
    check: accounts.check.handler(({ context, input }) => context.engine.accounts.check(input.name)),
    arm: accounts.arm.handler(({ context, input }) => context.engine.accounts.arm(input.name, input.confirmation)),
    disarm: accounts.disarm.handler(({ context, input }) => context.engine.accounts.disarm(input.name)),
  }
}
