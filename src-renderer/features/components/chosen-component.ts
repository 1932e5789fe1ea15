import { create } from 'zustand'
import { openPanel } from '../../panels/index.ts'

export interface ChosenComponent {
  /** Undefined while none is. */
  readonly name: string | undefined
  readonly choose: (name: string | undefined) => void
}

/** The component whose details are shown. */
export const useChosenComponent = create<ChosenComponent>()((set) => ({
  name: undefined,
  choose: (name) => set({ name }),
}))

/** Shows a component in the list of components. */
export function showComponent(name: string): void {
  useChosenComponent.getState().choose(name)
  openPanel('components')
}
