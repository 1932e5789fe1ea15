import type { Implementer } from '../implementer.ts'

export function logProcedures({ logs }: Implementer) {
  return {
    list: logs.list.handler(({ context, input }) => ({ lines: [...context.engine.logs.list(input)] })),
  }
}
