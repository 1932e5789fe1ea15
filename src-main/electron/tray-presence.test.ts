import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../base/index.ts'
import type { TrayModel } from './tray-model.ts'
import { TrayPresence, type TrayPresenceOptions } from './tray-presence.ts'

class FakeTray {
  readonly log: string[] = []
  readonly listeners = new Map<string, () => void>()
  isGone = false
  on(event: string, listener: () => void): void {
    this.listeners.set(event, listener)
  }
  setImage(image: string): void {
    this.log.push(`image ${image}`)
  }
  setToolTip(text: string): void {
    this.log.push(`tip ${text}`)
  }
  setTitle(text: string): void {
    this.log.push(`title ${text}`)
  }
  setContextMenu(menu: string): void {
    this.log.push(`menu ${menu}`)
  }
  isDestroyed(): boolean {
    return this.isGone
  }
  destroy(): void {
    this.isGone = true
  }
}

function presence(platform: NodeJS.Platform = 'linux', hasTray = true) {
  const tray = new FakeTray()
  const clock = new ManualClock(0)
  const state = { model: modelOf('active', 'first') }
  let clicks = 0
  const electron = {
    Tray: function Tray(image: string) {
      if (!hasTray) throw new Error('no status notifier')
      tray.log.push(`new ${image}`)
      return tray
    },
    Menu: { buildFromTemplate: (items: { label: string }[]) => items.map(({ label }) => label).join() },
    nativeImage: { createFromPath: (path: string) => path },
  } as unknown as TrayPresenceOptions['electron']
  const shown = new TrayPresence({
    electron,
    icons: '/icons',
    platform,
    clock,
    logger: silentLogger,
    model: () => state.model,
    onClick: () => void (clicks += 1),
  })
  return { tray, clock, state, shown, clicks: () => clicks }
}

const modelOf = (icon: TrayModel['icon'], text: string): TrayModel => ({
  icon,
  toolTip: text,
  title: text,
  menu: [{ label: text }],
})

describe('TrayPresence', () => {
  it('shows icon, text and menu, and again only what has changed', () => {
    const { tray, clock, state, shown } = presence()
    expect(tray.log).toEqual(['new /icons/tray-away.png', 'image /icons/tray-active.png', 'tip first', 'menu first'])
    tray.log.length = 0
    clock.advanceBy(1_000)
    shown.update()
    expect(tray.log).toEqual([])
    state.model = { ...modelOf('halted', 'first') }
    clock.advanceBy(1_000)
    shown.update()
    expect(tray.log).toEqual(['image /icons/tray-halted.png'])
  })

  it('changes twice a second at most, and then to the newest', () => {
    const { tray, clock, state, shown } = presence()
    tray.log.length = 0
    for (const text of ['a', 'b', 'c']) {
      state.model = modelOf('active', text)
      shown.update()
    }
    expect(tray.log).toEqual([])
    clock.advanceBy(500)
    expect(tray.log).toEqual(['tip c', 'menu c'])
  })

  it('has one picture and a title on macOS', () => {
    const { tray } = presence('darwin')
    expect(tray.log).toEqual([
      'new /icons/trayTemplate.png',
      'image /icons/trayTemplate.png',
      'tip first',
      'title first',
      'menu first',
    ])
  })

  it('opens the window at a click', () => {
    const { tray, clicks } = presence()
    tray.listeners.get('click')?.()
    expect(clicks()).toBe(1)
  })

  it('does without a tray where the desktop has none', () => {
    const { shown, tray } = presence('linux', false)
    expect(shown.isAvailable).toBe(false)
    shown.update()
    shown.dispose()
    expect(tray.log).toEqual([])
  })

  it('is gone after it was disposed of, with what was still to be shown', () => {
    const { shown, clock, state, tray } = presence()
    state.model = modelOf('halted', 'late')
    shown.update()
    shown.dispose()
    tray.log.length = 0
    clock.advanceBy(1_000)
    expect([shown.isAvailable, tray.log]).toEqual([false, []])
  })

  it('is not available where the desktop takes the icon and does not show it, and is kept up all the same', () => {
    const { tray, clock, state, shown } = presence()
    shown.handleUnseen()
    expect(shown.isAvailable).toBe(false)
    state.model = modelOf('halted', 'second')
    clock.advanceBy(500)
    shown.update()
    expect(tray.log.at(-1)).toContain('second')
  })
})
