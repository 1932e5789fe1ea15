import type { Implementer } from '../implementer.ts'

export function systemProcedures({ system }: Implementer) {
  return {
    status: system.status.handler(({ context }) => context.engine.system.status()),
    health: system.health.handler(({ context }) => context.engine.system.health()),
    components: system.components.handler(({ context }) => ({ components: [...context.engine.system.components()] })),
    restartComponent: system.restartComponent.handler(({ context, input }) =>
      context.engine.system.restartComponent(input.name),
    ),
    pause: system.pause.handler(({ context, input }) => ({ tradingState: context.engine.system.pause(input.reason) })),
    resume: system.resume.handler(({ context }) => ({ tradingState: context.engine.system.resume() })),
    kill: system.kill.handler(({ context, input }) => context.engine.system.kill(input.reason)),
    departure: system.departure.handler(({ context }) => context.engine.system.departure()),
    shutdown: system.shutdown.handler(({ context }) => {
      context.engine.system.shutdown()
      return { done: true as const }
    }),
  }
}
