import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Theme = 'dark' | 'light'

export interface ThemeChoice {
  /** Undefined until the user has switched: the system decides. */
  readonly chosen: Theme | undefined
  readonly choose: (theme: Theme) => void
}

const useThemeChoice = create<ThemeChoice>()(
  persist((set) => ({ chosen: undefined, choose: (theme) => set({ chosen: theme }) }), { name: 'wheelhouse.theme' }),
)

const useSystemTheme = create<{ readonly theme: Theme }>(() => ({ theme: 'dark' }))

/** The theme in force: the user's, else the system's. */
export function useTheme(): { readonly theme: Theme; readonly choose: (theme: Theme) => void } {
  const { chosen, choose } = useThemeChoice()
  const system = useSystemTheme((state) => state.theme)
  return { theme: chosen ?? system, choose }
}

/** Switches to the other of the two themes, for good. */
export function toggleTheme(): void {
  const { chosen, choose } = useThemeChoice.getState()
  const inForce = chosen ?? useSystemTheme.getState().theme
  choose(inForce === 'dark' ? 'light' : 'dark')
}

/** Writes the theme in force as `data-theme` to the element, now and whenever it changes. */
export function followTheme(element: HTMLElement): void {
  const prefersLight = matchMedia('(prefers-color-scheme: light)')
  const readSystem = (): void => useSystemTheme.setState({ theme: prefersLight.matches ? 'light' : 'dark' })
  const apply = (): void => {
    element.dataset['theme'] = useThemeChoice.getState().chosen ?? useSystemTheme.getState().theme
  }
  readSystem()
  apply()
  prefersLight.addEventListener('change', readSystem)
  useThemeChoice.subscribe(apply)
  useSystemTheme.subscribe(apply)
}
