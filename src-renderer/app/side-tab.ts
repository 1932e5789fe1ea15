import { create } from 'zustand'

export type SideTab = 'ticket' | 'account'

export interface SideTabChoice {
  readonly tab: SideTab
  readonly show: (tab: SideTab) => void
}

/** What is in front beside the chart, in windows too low for ticket and account at once. */
export const useSideTab = create<SideTabChoice>()((set) => ({
  tab: 'ticket',
  show: (tab) => set({ tab }),
}))
