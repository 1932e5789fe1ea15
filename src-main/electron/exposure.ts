import type { AccountView } from '../../src-contract/index.ts'
import type { DesktopConfig } from './electron-config.ts'
import type { Exposure } from './ports.ts'

export const NO_EXPOSURE: Exposure = { openPositions: 0, workingOrders: 0, isExposed: false }

export function exposureOf({ openPositions, workingOrders }: AccountView): Exposure {
  return { openPositions, workingOrders, isExposed: openPositions > 0 || workingOrders > 0 }
}

export interface CloseQuestion {
  readonly closeToTray: DesktopConfig['closeToTray']
  readonly exposure: Exposure
  /** Without a tray a hidden window could not be brought back. */
  readonly isTrayAvailable: boolean
}

/** What closing the window means: the program goes on in the tray, or quits (which may ask in its turn). */
export function closeDecision({ closeToTray, exposure, isTrayAvailable }: CloseQuestion): 'hide' | 'quit' {
  if (!isTrayAvailable || closeToTray === 'never') return 'quit'
  return closeToTray === 'always' || exposure.isExposed ? 'hide' : 'quit'
}
