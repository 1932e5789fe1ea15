import { useEffect } from 'react'
import type { MenuCommand } from '../../src-contract/index.ts'
import { useEngine } from '../client/index.ts'
import { focusTicketSize } from '../features/ticket/index.tsx'
import { ensureNever, showToast } from '../ui/index.ts'
import { type BottomTab, useBottomTab } from './bottom-tab.ts'
import { useOpenDialog } from './open-dialog.ts'
import { useSideTab } from './side-tab.ts'
import { toggleTheme } from './theme.ts'

/** These stand for themselves; every other command is about something in the workbench. */
const WITHOUT_WORKBENCH: ReadonlySet<MenuCommand> = new Set(['about', 'toggleTheme'])

/** Does what menu and tray ask for. While the workbench is not there yet it says so instead of opening things later. */
export function useMenuCommands(workbenchShown: boolean): void {
  const { host } = useEngine()
  useEffect(() => {
    const handleCommand = (command: MenuCommand): void => {
      if (workbenchShown || WITHOUT_WORKBENCH.has(command)) runMenuCommand(command)
      else
        showToast({ kind: 'warn', title: 'The engine is not ready', text: 'Try again when the window shows prices.' })
    }
    return host?.bridge.onMenuCommand(handleCommand)
  }, [host, workbenchShown])
}

/** Carries out one command of the menu or the tray. */
export function runMenuCommand(command: MenuCommand): void {
  switch (command) {
    case 'about':
    case 'security':
    case 'killSwitch':
      return useOpenDialog.getState().open(command)
    case 'configuration':
      return showTab('configuration')
    case 'showPositions':
      return showTab('positions')
    case 'showOrders':
      return showTab('orders')
    case 'showFills':
      return showTab('fills')
    case 'showStrategies':
      return showTab('strategies')
    case 'showComponents':
      return showTab('components')
    case 'newOrder':
      useSideTab.getState().show('ticket')
      return afterRender(focusTicketSize)
    case 'toggleTheme':
      return toggleTheme()
    default:
      return ensureNever(command, 'menu command')
  }
}

function showTab(tab: BottomTab): void {
  useBottomTab.getState().show(tab)
  afterRender(() => document.querySelector<HTMLElement>('.place-bottom [role="tab"][aria-selected="true"]')?.focus())
}

function afterRender(act: () => void): void {
  requestAnimationFrame(act)
}
