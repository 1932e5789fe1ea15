import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { EXPORT_KINDS, LINK_IDS, MENU_COMMANDS } from '../../src-contract/index.ts'
import { type MenuActions, type MenuState, menuTemplate } from './menu-template.ts'

type Item = MenuItemConstructorOptions
const PLATFORMS = ['linux', 'win32', 'darwin'] as const
const RUNNING: MenuState = {
  tradingState: 'active',
  engineRuns: true,
  engineText: 'Engine runs',
  updateLabel: 'Version 2.0.0 is available…',
}

function recorder(): { actions: MenuActions; done: string[] } {
  const done: string[] = []
  const note =
    (name: string) =>
    (detail?: string): void =>
      void done.push(detail === undefined ? name : `${name} ${detail}`)
  return {
    done,
    actions: {
      command: note('command'),
      exportFile: note('export'),
      importConfiguration: note('import'),
      openDataFolder: note('folder'),
      pauseTrading: note('pause'),
      resumeTrading: note('resume'),
      restartEngine: note('restart'),
      openLink: note('link'),
      followUpdate: note('update'),
      quit: note('quit'),
    },
  }
}

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

function build(platform: NodeJS.Platform, state: MenuState = RUNNING, isPackaged = true) {
  const { actions, done } = recorder()
  return { items: flat(menuTemplate({ platform, isPackaged, actions, state })), done }
}

// The handlers take nothing from Electron.
const click = (item: Item): void => (item.click as (() => void) | undefined)?.()

describe.each(PLATFORMS)('the menu on %s', (platform) => {
  it('reaches every command of the page, every export and every link', () => {
    const { items, done } = build(platform)
    for (const item of items) click(item)
    const expected = [
      ...MENU_COMMANDS.map((command) => `command ${command}`),
      ...EXPORT_KINDS.map((kind) => `export ${kind}`),
      ...LINK_IDS.map((link) => `link ${link}`),
      'import',
      'folder',
      'pause',
      'resume',
      'restart',
      'update',
      'quit',
    ]
    expect(done.toSorted()).toEqual(expected.toSorted())
  })

  it('gives each item its own id and each accelerator to one item', () => {
    const { items } = build(platform)
    for (const key of ['id', 'accelerator'] as const) {
      const values = items.flatMap((item) => item[key] ?? [])
      expect(new Set(values).size).toBe(values.length)
      expect(values.length).toBeGreaterThan(8)
    }
    expect(items.filter((item) => item.click && item.id === undefined)).toEqual([])
  })

  it('has no key that takes a halt away', () => {
    expect(build(platform).items.find(({ id }) => id === 'resume')).not.toHaveProperty('accelerator')
  })

  it('offers what the trading state allows', () => {
    const enabled = (state: MenuState) =>
      build(platform, state)
        .items.filter(({ id, enabled }) => ['pause', 'resume', 'killSwitch'].includes(id ?? '') && enabled)
        .map(({ id }) => id)
    expect(enabled(RUNNING)).toEqual(['pause', 'killSwitch'])
    expect(enabled({ ...RUNNING, tradingState: 'reducing' })).toEqual(['resume', 'killSwitch'])
    expect(enabled({ ...RUNNING, tradingState: 'halted' })).toEqual(['resume', 'killSwitch'])
    expect(enabled({ ...RUNNING, tradingState: undefined })).toEqual([])
  })

  it('offers nothing of the engine while it is away', () => {
    const { items } = build(platform, { ...RUNNING, engineRuns: false, updateLabel: undefined })
    const off = items.filter((item) => item.enabled === false).map(({ id }) => id)
    expect(off).toEqual(expect.arrayContaining(['export-fills', 'import-configuration', 'open-in-browser']))
    expect(items.some(({ id }) => id === 'update')).toBe(false)
  })

  it('has developer tools only in a build that is not packaged', () => {
    expect(build(platform).items.some(({ id }) => id === 'devtools')).toBe(false)
    expect(build(platform, RUNNING, false).items.some(({ id }) => id === 'devtools')).toBe(true)
  })
})
