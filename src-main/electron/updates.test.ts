import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../base/index.ts'
import type { DesktopConfig } from './electron-config.ts'
import { updateLabel, type Updater, UpdateService } from './updates.ts'

const HOUR_MS = 3_600_000

function rig(initial: DesktopConfig['updates'] = 'tell', mayRestart = true) {
  let policy = initial
  const log: string[] = []
  const listeners = new Map<string, (info: unknown) => void>()
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    allowDowngrade: true,
    allowPrerelease: true,
    checkForUpdates: async () => void log.push('check'),
    downloadUpdate: async () => void log.push('download'),
    quitAndInstall: () => void log.push('install'),
    on: (event: string, listener: unknown) => listeners.set(event, listener as (info: unknown) => void),
  }
  const clock = new ManualClock(0)
  const service = new UpdateService({
    updater,
    policy: () => policy,
    clock,
    logger: silentLogger,
    tell: ({ title }) => void log.push(title),
    showReleases: () => void log.push('releases'),
    relaunch: () => void log.push('relaunch'),
    mayRestart: async () => {
      log.push('asked')
      return mayRestart
    },
  })
  const say = (event: 'update-available' | 'update-downloaded', version = '2.0.0'): void =>
    listeners.get(event)?.({ version })
  const fail = (message: string): void => listeners.get('error')?.(new Error(message))
  const choose = (next: DesktopConfig['updates']): void => void (policy = next)
  return { log, updater, clock, service, say, fail, choose }
}

describe('UpdateService', () => {
  it('never fetches unasked, never goes back, never takes an unfinished version', () => {
    const { updater } = rig('download')
    expect(updater).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: true,
      allowDowngrade: false,
      allowPrerelease: false,
    })
  })

  it('looks after a minute and then twice a day, unless it is switched off', () => {
    const { log, clock, service } = rig()
    clock.advanceBy(24 * HOUR_MS)
    expect(log).toEqual(['check', 'check', 'check'])
    service.dispose()
    clock.advanceBy(24 * HOUR_MS)
    expect(log).toHaveLength(3)
    const off = rig('off')
    off.clock.advanceBy(24 * HOUR_MS)
    expect(off.log).toEqual([])
  })

  it('tells of a version once, and its menu item leads to the releases', async () => {
    const { log, service, say } = rig('tell')
    say('update-available')
    say('update-available')
    expect(updateLabel(service.state)).toBe('Version 2.0.0 is available…')
    await service.follow()
    expect(log).toEqual(['Version 2.0.0 is available', 'releases'])
  })

  it('fetches it where that is wanted, and restarts into it only after asking', async () => {
    const { log, service, say } = rig('download')
    say('update-available')
    say('update-downloaded')
    expect(updateLabel(service.state)).toBe('Restart into version 2.0.0…')
    await service.follow()
    expect(log).toEqual(['download', 'Version 2.0.0 is available', 'Version 2.0.0 is ready', 'asked', 'install'])
  })

  it('starts the program as it was where an installation fails: the engine was stopped for it', async () => {
    const late = rig('download')
    late.say('update-downloaded')
    late.fail('no network')
    await late.service.follow()
    late.clock.advanceBy(60_000)
    expect(late.log).toEqual(['Version 2.0.0 is ready', 'asked', 'install', 'relaunch'])

    const told = rig('download')
    told.say('update-downloaded')
    await told.service.follow()
    told.fail('the disk is full')
    told.fail('the disk is full')
    told.clock.advanceBy(60_000)
    expect(told.log.filter((entry) => entry === 'relaunch')).toHaveLength(1)
    expect(told.updater.autoInstallOnAppQuit).toBe(false)

    const thrown = rig('download')
    thrown.updater.quitAndInstall = () => {
      throw new Error('no installer')
    }
    thrown.say('update-downloaded')
    await thrown.service.follow()
    expect(thrown.log.at(-1)).toBe('relaunch')
  })

  it('does not install what was fetched once updates are switched off', () => {
    const world = rig('download')
    world.say('update-downloaded')
    expect(world.updater.autoInstallOnAppQuit).toBe(true)
    world.choose('off')
    world.service.applyPolicy()
    expect(world.updater.autoInstallOnAppQuit).toBe(false)
    world.choose('tell')
    world.service.applyPolicy()
    expect(world.updater.autoInstallOnAppQuit).toBe(true)
  })

  it('takes a failed look for nothing', async () => {
    const { updater, clock, service } = rig()
    updater.checkForUpdates = () => Promise.reject(new Error('no network'))
    clock.advanceBy(60_000)
    await Promise.resolve()
    expect(service.state).toEqual({ kind: 'none' })
  })

  it('never restarts while the answer is no, whatever happens', async () => {
    const step = fc.constantFrom('available', 'downloaded', 'follow', 'time')
    const policy = fc.constantFrom('tell', 'download', 'off' as const)
    await fc.assert(
      fc.asyncProperty(policy, fc.array(step, { maxLength: 30 }), async (updates, steps) => {
        const { log, clock, service, say } = rig(updates, false)
        for (const each of steps) {
          if (each === 'follow') await service.follow()
          else if (each === 'time') clock.advanceBy(HOUR_MS)
          else say(`update-${each}`)
        }
        expect(log).not.toContain('install')
      }),
    )
  })
})
