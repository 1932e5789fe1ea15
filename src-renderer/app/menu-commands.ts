import { useCallback, useEffect } from 'react'
import type { MenuCommand } from '../../src-contract/index.ts'
import { useEngine } from '../client/index.ts'
import { words } from '../i18n/index.ts'
import type { PanelKind } from '../panels/index.ts'
import { ensureNever, showToast } from '../ui/index.ts'
import { openTicket } from './commands/open-ticket.ts'
import { useOpenDialog } from './open-dialog.ts'
import { themeInForce, otherTheme } from './preferences/theme.ts'
import { systemLook } from './preferences/system-look.ts'
import { useChangePreferences, usePreferencesSource } from './preferences/use-preferences.ts'
import { focusPanel } from './workspace/dock-handle.ts'

/** These stand for themselves; every other command is about something in the workbench. */
const WITHOUT_WORKBENCH: ReadonlySet<MenuCommand> = new Set(['about', 'toggleTheme'])

/** Does what menu and tray ask for. While the workbench is not there yet it says so instead of opening things later. */
export function useMenuCommands(workbenchShown: boolean): void {
  const { host } = useEngine()
  const toggleTheme = useToggleTheme()
  useEffect(() => {
    const handleCommand = (command: MenuCommand): void => {
      if (workbenchShown || WITHOUT_WORKBENCH.has(command)) return runMenuCommand(command, toggleTheme)
      const t = words('commands')
      return showToast({ kind: 'warn', title: t('failed.notReady'), text: t('failed.notReadyText') })
    }
    return host?.bridge.onMenuCommand(handleCommand)
  }, [host, workbenchShown, toggleTheme])
}

const PANELS = {
  configuration: 'configuration',
  showPositions: 'positions',
  showOrders: 'orders',
  showFills: 'fills',
  showStrategies: 'strategies',
  showComponents: 'components',
} as const satisfies Partial<Record<MenuCommand, PanelKind>>

/** Carries out one command of the menu or the tray. */
export function runMenuCommand(command: MenuCommand, toggleTheme: () => void): void {
  switch (command) {
    case 'about':
    case 'security':
    case 'killSwitch':
      return useOpenDialog.getState().open(command)
    case 'configuration':
    case 'showPositions':
    case 'showOrders':
    case 'showFills':
    case 'showStrategies':
    case 'showComponents':
      return focusPanel(PANELS[command])
    case 'newOrder':
      return openTicket()
    case 'toggleTheme':
      return toggleTheme()
    default:
      return ensureNever(command, 'menu command')
  }
}

/** Switches to the other theme for good. */
function useToggleTheme(): () => void {
  const preferences = usePreferencesSource()
  const change = useChangePreferences()
  return useCallback(
    () => void change({ theme: otherTheme(themeInForce(preferences.values.theme, systemLook())) }),
    [preferences, change],
  )
}
