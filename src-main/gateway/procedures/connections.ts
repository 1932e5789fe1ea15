import type { Implementer } from '../implementer.ts'

export function connectionProcedures({ connections }: Implementer) {
  return {
    list: connections.list.handler(({ context }) => ({ connections: [...context.engine.connections.list()] })),
    streams: connections.streams.handler(({ context }) => ({ streams: [...context.engine.connections.streams()] })),
  }
}
