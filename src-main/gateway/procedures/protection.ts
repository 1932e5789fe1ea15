import type { Implementer } from '../implementer.ts'

export function protectionProcedures({ protection }: Implementer) {
  return {
    meters: protection.meters.handler(({ context }) => ({ meters: [...context.engine.protection.meters()] })),
  }
}
