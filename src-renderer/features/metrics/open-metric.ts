import { create } from 'zustand'
import { openPanel } from '../../panels/index.ts'

export interface OpenMetric {
  /** Undefined while none is shown large. */
  readonly metricId: string | undefined
  readonly open: (metricId: string | undefined) => void
}

/** The metric that is shown large. */
export const useOpenMetric = create<OpenMetric>()((set) => ({
  metricId: undefined,
  open: (metricId) => set({ metricId }),
}))

/** Shows the course of a metric. */
export function showMetric(metricId: string): void {
  useOpenMetric.getState().open(metricId)
  openPanel('metrics')
}
