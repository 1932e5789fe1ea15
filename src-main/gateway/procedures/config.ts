import type { Implementer } from '../implementer.ts'

export function configProcedures({ config }: Implementer) {
  return {
    get: config.get.handler(({ context }) => context.engine.config.get()),
    validate: config.validate.handler(({ context, input }) => context.engine.config.validate(input.patch)),
    put: config.put.handler(({ context, input }) => context.engine.config.put(input.patch, input.expectedVersion)),
    history: config.history.handler(({ context, input }) => ({
      versions: [...context.engine.config.history(input.beforeVersion, input.limit)],
    })),
    revert: config.revert.handler(({ context, input }) =>
      context.engine.config.revert(input.version, input.expectedVersion),
    ),
  }
}
