import { create } from 'zustand'

/** Where the panel in front of a group puts its tools and actions: in the head of the group. */
export interface HeadPlaces {
  readonly tools: Readonly<Record<string, HTMLElement | null>>
  readonly actions: Readonly<Record<string, HTMLElement | null>>
  readonly set: (side: 'tools' | 'actions', groupId: string, place: HTMLElement | null) => void
}

/** Places by group id. */
export const useHeadPlaces = create<HeadPlaces>()((set) => ({
  tools: {},
  actions: {},
  set: (side, groupId, place) => set((places) => ({ [side]: { ...places[side], [groupId]: place } })),
}))
