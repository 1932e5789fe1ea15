import type { MenuItemConstructorOptions } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { ApplicationMenu, type ApplicationMenuOptions } from './application-menu.ts'
import type { MenuState } from './menu-template.ts'

const AWAY: MenuState = { tradingState: undefined, engineRuns: false, engineText: 'away', updateLabel: undefined }

function setUp() {
  const menus: MenuItemConstructorOptions[][] = []
  const holder = { state: AWAY }
  const menu = new ApplicationMenu({
    electron: {
      Menu: {
        buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
        setApplicationMenu: (template: MenuItemConstructorOptions[]) => void menus.push(template),
      },
    } as unknown as ApplicationMenuOptions['electron'],
    platform: 'linux',
    isPackaged: true,
    actions: {} as ApplicationMenuOptions['actions'],
    state: () => holder.state,
  })
  return { menu, menus, holder }
}

describe('ApplicationMenu', () => {
  it('is there from the beginning', () => {
    expect(setUp().menus).toHaveLength(1)
  })

  it('is built anew exactly when something in it has changed: an open menu closes by that', () => {
    const { menu, menus, holder } = setUp()
    menu.update()
    holder.state = { ...AWAY }
    menu.update()
    expect(menus).toHaveLength(1)
    const changes: Partial<MenuState>[] = [
      { tradingState: 'halted' },
      { engineRuns: true },
      { engineText: 'running' },
      { updateLabel: 'Version 2' },
    ]
    for (const change of changes) {
      holder.state = { ...holder.state, ...change }
      menu.update()
    }
    expect(menus).toHaveLength(5)
    expect(JSON.stringify(menus.at(-1))).toContain('Version 2')
  })
})
