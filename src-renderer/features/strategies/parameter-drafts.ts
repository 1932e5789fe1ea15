import { create } from 'zustand'

/** Texts by key of a parameter that was edited and not applied. */
export type ParameterEdits = Readonly<Record<string, string>>

export interface ParameterDrafts {
  readonly byStrategy: Readonly<Record<string, ParameterEdits>>
  readonly edit: (strategyId: string, key: string, text: string) => void
  readonly discard: (strategyId: string) => void
}

/** What was typed into the forms of strategies; it outlives the panel, which may be covered at any moment. */
export const useParameterDrafts = create<ParameterDrafts>()((set) => ({
  byStrategy: {},
  edit: (strategyId, key, text) =>
    set(({ byStrategy }) => ({
      byStrategy: { ...byStrategy, [strategyId]: { ...byStrategy[strategyId], [key]: text } },
    })),
  discard: (strategyId) =>
    set(({ byStrategy }) => {
      const { [strategyId]: _gone, ...others } = byStrategy
      return { byStrategy: others }
    }),
}))
