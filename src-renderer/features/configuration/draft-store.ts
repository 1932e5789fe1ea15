import { create } from 'zustand'
import type { Draft } from './config-draft.ts'

export interface DraftStore {
  readonly draft: Draft
  /** Undefined before one was chosen. */
  readonly sectionId: string | undefined
  readonly query: string
  readonly change: (next: (draft: Draft) => Draft) => void
  readonly discard: () => void
  readonly choose: (sectionId: string) => void
  readonly search: (query: string) => void
}

/** What is written and looked at in the configuration. Outlives the panel, which comes and goes with its tab. */
export const useDraftStore = create<DraftStore>()((set) => ({
  draft: {},
  sectionId: undefined,
  query: '',
  change: (next) => set(({ draft }) => ({ draft: next(draft) })),
  discard: () => set({ draft: {} }),
  choose: (sectionId) => set({ sectionId, query: '' }),
  search: (query) => set({ query }),
}))
