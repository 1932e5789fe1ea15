import type { Implementer } from '../implementer.ts'

export function configProcedures({ config }: Implementer) {
  return {
    get: config.get.handler(({ context }) => context.engine.config.get()),
    validate: config.validate.handler(({ context, input }) => context.engine.config.validate(input.patch)),
    put: config.put.handler(({ context, input }) => context.engine.config.put(input.patch, input.expectedVersion)),
  }
}
