import type { WindowValues } from './window-values.ts'

export type Theme = Exclude<WindowValues['theme'], 'system'>

/** What the operating system asks for. */
export interface SystemLook {
  readonly prefersLight: boolean
  readonly prefersContrast: boolean
}

/** The theme that is shown. */
export function themeInForce(chosen: WindowValues['theme'], system: SystemLook): Theme {
  if (chosen !== 'system') return chosen
  if (system.prefersContrast) return 'contrast'
  return system.prefersLight ? 'light' : 'dark'
}

/** The theme that one switches to: light from every dark one. */
export const otherTheme = (shown: Theme): Theme => (shown === 'light' ? 'dark' : 'light')
