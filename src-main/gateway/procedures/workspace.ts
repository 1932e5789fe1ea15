import type { Implementer } from '../implementer.ts'

export function workspaceProcedures({ workspace }: Implementer) {
  return {
    get: workspace.get.handler(({ context }) => context.engine.workspace.settledView()),
    put: workspace.put.handler(({ context, input }) => context.engine.workspace.put(input)),
    reset: workspace.reset.handler(({ context, input }) => context.engine.workspace.reset(input.layoutId)),
    remove: workspace.remove.handler(async ({ context, input }) => {
      await context.engine.workspace.remove(input.layoutId)
      return { done: true as const }
    }),
  }
}
