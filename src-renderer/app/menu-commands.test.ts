import { beforeEach, describe, expect, it, vi } from 'vitest'
import { MENU_COMMANDS, type MenuCommand } from '../../src-contract/index.ts'
import type { PanelKind } from '../panels/index.ts'

const openTicket = vi.hoisted(() => vi.fn<() => void>())
const focusPanel = vi.hoisted(() => vi.fn<(kind: PanelKind) => void>())
/* The panels draw on canvases and import sheets; of them only these functions are called. */
vi.mock('./commands/open-ticket.ts', () => ({ openTicket }))
vi.mock('./workspace/dock-handle.ts', () => ({ focusPanel }))
vi.mock('../client/index.ts', () => ({ useEngine: () => undefined, describeFault: () => undefined }))
vi.mock('../ui/index.ts', () => ({
  showToast: () => undefined,
  NUMBER_STYLES: ['1,234.5'],
  ensureNever: (value: never) => {
    throw new Error(`unexpected ${String(value)}`)
  },
}))

const { runMenuCommand } = await import('./menu-commands.ts')
const { useOpenDialog } = await import('./open-dialog.ts')

const toggleTheme = vi.fn<() => void>()
const isShown = (kind: PanelKind) => (): boolean => focusPanel.mock.lastCall?.[0] === kind
const isOpen = (name: string) => (): boolean => useOpenDialog.getState().name === name

/** What has happened after each command. */
const LOOKS: Readonly<Record<MenuCommand, () => boolean>> = {
  about: isOpen('about'),
  security: isOpen('security'),
  killSwitch: isOpen('killSwitch'),
  configuration: isShown('configuration'),
  showPositions: isShown('positions'),
  showOrders: isShown('orders'),
  showFills: isShown('fills'),
  showStrategies: isShown('strategies'),
  showComponents: isShown('components'),
  newOrder: () => openTicket.mock.calls.length === 1,
  toggleTheme: () => toggleTheme.mock.calls.length === 1,
}

beforeEach(() => {
  useOpenDialog.setState({ name: undefined })
  vi.clearAllMocks()
})

describe('commands of the menu', () => {
  it.each(MENU_COMMANDS)('%s does what it says', (command) => {
    expect(LOOKS[command]()).toBe(false)
    runMenuCommand(command, toggleTheme)
    expect(LOOKS[command]()).toBe(true)
  })
})
