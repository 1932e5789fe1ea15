import { beforeEach, describe, expect, it, vi } from 'vitest'
import { MENU_COMMANDS, type MenuCommand } from '../../src-contract/index.ts'

const focusTicketSize = vi.hoisted(() => vi.fn<() => void>())
/* The panels draw on canvases and import sheets; of them only this function is called. */
vi.mock('../features/ticket/index.tsx', () => ({ focusTicketSize }))
vi.mock('../client/index.ts', () => ({ useEngine: () => undefined }))
vi.mock('../ui/index.ts', () => ({
  showToast: () => undefined,
  ensureNever: (value: never) => {
    throw new Error(`unexpected ${String(value)}`)
  },
}))

const kept = new Map<string, string>()
vi.stubGlobal('window', {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  },
})
vi.stubGlobal('requestAnimationFrame', (callback: () => void) => callback())
const querySelector = vi.fn<(selector: string) => { focus(): void } | null>()
vi.stubGlobal('document', { querySelector })

const { runMenuCommand } = await import('./menu-commands.ts')
const { useBottomTab } = await import('./bottom-tab.ts')
const { useSideTab } = await import('./side-tab.ts')
const { useOpenDialog } = await import('./open-dialog.ts')

const theme = (): unknown => {
  const stored = JSON.parse(kept.get('wheelhouse.theme') ?? '{}') as { state?: { chosen?: unknown } }
  return stored.state?.chosen
}

/** What is in front after each command. */
const LOOKS: Readonly<Record<MenuCommand, () => unknown>> = {
  about: () => useOpenDialog.getState().name === 'about',
  security: () => useOpenDialog.getState().name === 'security',
  killSwitch: () => useOpenDialog.getState().name === 'killSwitch',
  configuration: () => useBottomTab.getState().tab === 'configuration',
  showPositions: () => useBottomTab.getState().tab === 'positions',
  showOrders: () => useBottomTab.getState().tab === 'orders',
  showFills: () => useBottomTab.getState().tab === 'fills',
  showStrategies: () => useBottomTab.getState().tab === 'strategies',
  showComponents: () => useBottomTab.getState().tab === 'components',
  newOrder: () => useSideTab.getState().tab === 'ticket' && focusTicketSize.mock.calls.length === 1,
  toggleTheme: () => theme() === 'light',
}

beforeEach(() => {
  useBottomTab.setState({ tab: 'configuration' })
  useSideTab.setState({ tab: 'account' })
  useOpenDialog.setState({ name: undefined })
  focusTicketSize.mockClear()
})

describe('commands of the menu', () => {
  it.each(MENU_COMMANDS)('%s does what it says', (command) => {
    if (command === 'configuration') useBottomTab.setState({ tab: 'orders' })
    expect(LOOKS[command]()).toBe(false)
    runMenuCommand(command)
    expect(LOOKS[command]()).toBe(true)
  })

  it('put the focus on the tab that they bring to the front', () => {
    const focus = vi.fn<() => void>()
    querySelector.mockReturnValueOnce({ focus })
    runMenuCommand('showOrders')
    expect(focus).toHaveBeenCalledOnce()
  })

  it('switch the theme back and forth', () => {
    const before = theme()
    runMenuCommand('toggleTheme')
    runMenuCommand('toggleTheme')
    expect(theme()).toBe(before)
  })
})
