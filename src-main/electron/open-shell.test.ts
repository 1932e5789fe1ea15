import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron/main'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DESKTOP_CHANNELS } from '../../src-contract/index.ts'
import { ensureDefined, ManualClock } from '../base/index.ts'
import { OpenShell } from './open-shell.ts'
import type { DesktopPaths } from './ports.ts'
import { FakeElectron, FakeEvent } from './testing/fake-electron.ts'
import { settle } from './testing/fake-engine-host.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

let home: string
let electron: FakeElectron
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'open-shell-'))
  electron = new FakeElectron()
})
afterEach(() => {
  // What a test has left open.
  electron.app.emit('will-quit', new FakeEvent())
  rmSync(home, { recursive: true, force: true })
})

function pathsIn(folder: string): DesktopPaths {
  return {
    home: folder,
    logFolder: join(folder, 'logs'),
    profile: join(folder, 'desktop'),
    renderer: '/out/renderer',
    preload: '/out/preload/index.cjs',
    engineProcess: '/out/main/engine-process.js',
    resources: '/resources',
  }
}

async function open({
  platform = 'linux',
  isRunning = true,
}: {
  platform?: NodeJS.Platform
  isRunning?: boolean
} = {}) {
  const clock = new ManualClock(0)
  const logger = new RecordingLogger()
  const hidden: (() => readonly string[])[] = []
  const shell = new OpenShell({
    electron: electron.asElectron(),
    paths: pathsIn(home),
    argv: ['electron', '.', '--speed', '5'],
    environment: {},
    platform,
    clock,
    logger,
    log: { flush: async () => undefined, hide: (secrets) => void hidden.push(secrets) },
  })
  shell.start()
  electron.window.finishLoad()
  await settle()
  if (isRunning) electron.engine.run()
  return { shell, clock, logger, secrets: () => hidden.flatMap((secrets) => secrets()) }
}

/** The engine does not answer what is open within its limit; nothing was known to be. */
async function passQuestion(clock: ManualClock): Promise<void> {
  await settle()
  clock.advanceBy(1_500)
  await settle()
}

async function endEngine(): Promise<void> {
  electron.engine.stop()
  await settle()
}

function itemOf(menu: readonly MenuItemConstructorOptions[], id: string): MenuItemConstructorOptions {
  const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
  return ensureDefined(
    flat(menu).find((item) => item.id === id),
    `menu item ${id}`,
  )
}

function click(id: string): void {
  const handler = itemOf(electron.menu, id).click as (() => void) | undefined
  handler?.()
}

describe('the desktop program, opened', () => {
  it('shows the window, starts one engine on its data folder and tells the page of it', async () => {
    await open()
    expect(electron.window.isShown).toBe(true)
    expect(electron.forks).toHaveLength(1)
    expect(electron.engine.posted[0]?.message).toMatchObject({
      t: 'start',
      args: ['--speed', '5', '--home', home],
      keychain: { available: true, backend: 'kwallet6' },
      startHalted: null,
    })
    const { channel } = DESKTOP_CHANNELS.push.engineState
    expect(electron.window.webContents.sent.at(-1)).toMatchObject([channel, { kind: 'running', generation: 1 }])
    expect(itemOf(electron.menu, 'engine-state').label).toBe('The engine is running')
  })

  it('hands the page its ports and gives it nothing while no engine runs', async () => {
    await open({ isRunning: false })
    const senderFrame = { parent: null, url: 'app://wheelhouse/index.html', origin: 'app://wheelhouse' }
    const handler = ensureDefined(electron.handlers.get(DESKTOP_CHANNELS.invoke.connect.channel), 'handler')
    const connect = (): Promise<unknown> => handler({ sender: electron.window.webContents, senderFrame }, undefined)
    expect(await connect()).toBe(false)
    electron.engine.run()
    expect(await connect()).toBe(true)
    expect(electron.window.webContents.posted[0]?.message).toEqual({
      type: 'wheelhouse:ports',
      generation: 1,
      account: null,
    })
    // One client is this program itself.
    expect(electron.engine.got).toEqual(['start', 'client', 'client'])
  })

  it('never puts the token of the engine into the log', async () => {
    const { logger, secrets } = await open()
    expect(secrets()).toEqual(['secret'])
    click('open-in-browser')
    await settle()
    expect(electron.opened).toEqual(['http://127.0.0.1:4000/#token=secret'])
    expect(JSON.stringify(logger.lines)).not.toContain('secret')
  })

  it('says why a page could not be opened', async () => {
    await open({ isRunning: false })
    click('open-in-browser')
    await settle()
    expect(electron.notices[0]?.title).toBe('The page could not be opened')
  })

  it('tells of an error that nobody caught, while the engine goes on in its own process', async () => {
    const { shell } = await open()
    shell.handleStray()
    expect(electron.notices).toMatchObject([{ title: 'An unexpected error' }])
    expect(electron.notices[0]?.body).toContain('desktop.log')
    expect(electron.engine.got).not.toContain('stop')
  })
})

describe('the desktop program, leaving', () => {
  it('quits when the window is closed: the engine first, then the window, which a page cannot hold', async () => {
    const { clock } = await open()
    electron.window.close()
    await passQuestion(clock)
    expect(electron.engine.got.at(-1)).toBe('stop')
    expect([electron.window.isGone, electron.app.hasQuit]).toEqual([false, false])
    await endEngine()
    expect([electron.window.isGone, electron.app.hasQuit]).toEqual([true, true])
    expect(electron.boxes).toEqual([])
    expect(electron.trays[0]?.isGone).toBe(true)
  })

  it('quits when the engine was stopped by somebody else', async () => {
    await open()
    await endEngine()
    expect([electron.forks.length, electron.app.hasQuit]).toEqual([1, true])
  })

  it('stays when the engine ends by itself, and starts another', async () => {
    const { clock } = await open()
    electron.engine.emit('exit', 70)
    clock.advanceBy(500)
    await settle()
    expect([electron.forks.length, electron.app.hasQuit]).toEqual([2, false])
  })

  it('lets the session of the user wait until the engine has stopped', async () => {
    await open()
    const ask = (): boolean => {
      const event = new FakeEvent()
      electron.window.emit('query-session-end', event)
      return event.isPrevented
    }
    expect([ask(), ask()]).toEqual([true, true])
    expect(electron.engine.got.filter((type) => type === 'stop')).toHaveLength(1)
    await endEngine()
    expect(electron.app.hasQuit).toBe(true)
  })

  it('delays the shutdown of the machine for an orderly stop', async () => {
    await open()
    const event = new FakeEvent()
    electron.powerMonitor.emit('shutdown', event)
    expect(event.isPrevented).toBe(true)
    await endEngine()
    expect(electron.app.hasQuit).toBe(true)
  })

  it.each(SIGNALS)('asks nobody after %s, and gives the signals back at its end', async (signal) => {
    const before = process.listeners(signal)
    await open()
    const handler = process.listeners(signal).find((listener) => !before.includes(listener))
    handler?.(signal)
    expect(electron.engine.got.at(-1)).toBe('stop')
    await endEngine()
    expect(electron.app.hasQuit).toBe(true)
    expect(process.listeners(signal)).toEqual(before)
  })

  it('does not stay without a window and without a tray', async () => {
    electron.hasTray = false
    const { clock } = await open()
    electron.window.destroy()
    electron.app.emit('window-all-closed')
    await passQuestion(clock)
    await endEngine()
    expect(electron.app.hasQuit).toBe(true)
  })

  it('stays in the tray without a window', async () => {
    const { clock, shell } = await open()
    electron.window.destroy()
    electron.app.emit('window-all-closed')
    await passQuestion(clock)
    expect(electron.engine.got).not.toContain('stop')
    const gone = electron.window
    shell.show()
    expect(electron.window).not.toBe(gone)
  })

  it('ends in order after an error that nobody caught, where the engine is inside this program', async () => {
    writeFileSync(join(home, 'config.json'), JSON.stringify({ engine: { host: 'main' } }))
    const { shell } = await open({ isRunning: false })
    expect(electron.forks).toEqual([])
    shell.handleStray()
    await vi.waitUntil(() => electron.app.hasQuit, { interval: 5, timeout: 20_000 })
    expect(electron.notices.map(({ title }) => title)).not.toContain('An unexpected error')
  })
})
