import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Timeframe } from '../../src-contract/index.ts'

export interface Selection {
  /** Undefined until the instruments are known for the first time. */
  readonly instrumentId: string | undefined
  readonly timeframe: Timeframe
  readonly select: (instrumentId: string) => void
  readonly setTimeframe: (timeframe: Timeframe) => void
}

/** What the window looks at: one instrument and one timeframe for all panels. Kept for the next visit. */
export const useSelection = create<Selection>()(
  persist(
    (set) => ({
      instrumentId: undefined,
      timeframe: '1m',
      select: (instrumentId) => set({ instrumentId }),
      setTimeframe: (timeframe) => set({ timeframe }),
    }),
    { name: 'wheelhouse.selection' },
  ),
)
