import type { Implementer } from '../implementer.ts'

export function endpointProcedures({ endpoints }: Implementer) {
  return {
    list: endpoints.list.handler(({ context }) => ({ services: [...context.engine.endpoints.list()] })),
  }
}
