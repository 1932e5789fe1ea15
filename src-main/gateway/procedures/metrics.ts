import type { Implementer } from '../implementer.ts'

export function metricProcedures({ metrics }: Implementer) {
  return {
    series: metrics.series.handler(({ context, input }) => context.engine.metrics.series(input.metricId, input.range)),
  }
}
