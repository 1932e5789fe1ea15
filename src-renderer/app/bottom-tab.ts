import { create } from 'zustand'

export type BottomTab = 'positions' | 'orders' | 'fills' | 'strategies' | 'components' | 'configuration'

export interface BottomTabChoice {
  readonly tab: BottomTab
  readonly show: (tab: BottomTab) => void
}

/** Which of the tables under the chart is in front. */
export const useBottomTab = create<BottomTabChoice>()((set) => ({
  tab: 'positions',
  show: (tab) => set({ tab }),
}))
