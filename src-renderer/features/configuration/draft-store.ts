import { create } from 'zustand'
import type { Draft } from './config-draft.ts'

export interface DraftStore {
  readonly draft: Draft
  /** Undefined before one was chosen. */
  readonly sectionId: string | undefined
  readonly query: string
  /** Key that another panel asked to see; undefined once it was shown. */
  readonly wanted: string | undefined
  readonly change: (next: (draft: Draft) => Draft) => void
  readonly discard: () => void
  readonly choose: (sectionId: string) => void
  readonly search: (query: string) => void
  readonly want: (key: string | undefined) => void
}

/** What is written and looked at in the configuration. Outlives the panel, which comes and goes with its tab. */
export const useDraftStore = create<DraftStore>()((set) => ({
  draft: {},
  sectionId: undefined,
  query: '',
  wanted: undefined,
  change: (next) => set(({ draft }) => ({ draft: next(draft) })),
  discard: () => set({ draft: {} }),
  choose: (sectionId) => set({ sectionId, query: '' }),
  search: (query) => set({ query }),
  want: (wanted) => set({ wanted }),
}))
