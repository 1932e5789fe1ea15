import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConfigView, StatusView } from '../../src-contract/index.ts'
import { Emitter } from '../base/index.ts'
import { DEFAULT_SETTINGS, DesktopSettingsStore, readDesktopSettings } from './desktop-settings.ts'
import type { DesktopSettings } from './ports.ts'
import { settle } from './testing/fake-engine-host.ts'
import { statusOf } from './testing/fake-engine-link.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'wheelhouse-settings-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function read(content: string | undefined, environment: NodeJS.ProcessEnv = {}) {
  if (content !== undefined) writeFileSync(join(home, 'config.json'), content)
  const logger = new RecordingLogger()
  return { settings: readDesktopSettings({ home, environment, logger }), logger }
}

describe('readDesktopSettings', () => {
  it('has defaults where there is no file, without a word', () => {
    const { settings, logger } = read(undefined)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(settings.engine.host).toBe('utility')
    expect(logger.lines).toEqual([])
  })

  it('reads its own sections, whatever the others hold, and then the environment', () => {
    const content = '{"engine": {"host": "main"}, "risk": {"nonsense": 1}, "desktop": {"keepAwake": false}}'
    const { settings, logger } = read(content, { WHEELHOUSE_DESKTOP_UPDATES: 'off' })
    expect(settings.engine.host).toBe('main')
    expect(settings.desktop).toEqual({ ...DEFAULT_SETTINGS.desktop, keepAwake: false, updates: 'off' })
    expect(logger.lines).toEqual([])
  })

  it('has the defaults of a section that is faulty, and logs the fault', () => {
    const { settings, logger } = read('{"engine": {"host": "moon"}, "desktop": {"keepAwake": false}}')
    expect(settings.engine).toEqual(DEFAULT_SETTINGS.engine)
    expect(settings.desktop.keepAwake).toBe(false)
    expect(JSON.stringify(logger.faults)).toContain('engine.host')
  })

  it.each(['{"engine": ', '[]', 'null', '5'])('has defaults where the file is %s, and logs it', (content) => {
    const { settings, logger } = read(content)
    expect(settings).toEqual(DEFAULT_SETTINGS)
    expect(logger.faults).toHaveLength(1)
  })
})

/** An engine with a configuration. */
class FakeWatch {
  status: StatusView | undefined
  value: Record<string, unknown> = {}
  reads = 0
  fault: Error | undefined
  readonly #changes = new Emitter<void>(() => undefined)
  readonly onChange = this.#changes.event
  readonly calls = {
    config: {
      get: async (): Promise<ConfigView> => {
        this.reads += 1
        if (this.fault) throw this.fault
        return { value: this.value, version: this.status?.configVersion ?? 0 } as ConfigView
      },
    },
  }

  async say(configVersion: number | undefined): Promise<void> {
    this.status = configVersion === undefined ? undefined : statusOf({ configVersion })
    this.#changes.fire()
    await settle()
  }
}

function store() {
  const watch = new FakeWatch()
  const logger = new RecordingLogger()
  const settings = new DesktopSettingsStore({ initial: DEFAULT_SETTINGS, watch, logger })
  const heard: DesktopSettings[] = []
  settings.onChange((change) => heard.push(change))
  return { watch, logger, settings, heard }
}

describe('DesktopSettingsStore', () => {
  it('asks the engine once for each version of its configuration', async () => {
    const { watch } = store()
    for (const version of [1, 1, 1, 2, 2]) await watch.say(version)
    expect(watch.reads).toBe(2)
  })

  it('tells a change of its own settings, and no other', async () => {
    const { watch, settings, heard } = store()
    await watch.say(1)
    expect(heard).toEqual([])
    watch.value = { desktop: { keepAwake: false }, risk: {} }
    await watch.say(2)
    watch.value = { desktop: { keepAwake: false }, risk: { changed: 1 } }
    await watch.say(3)
    expect(heard).toHaveLength(1)
    expect(settings.current.desktop.keepAwake).toBe(false)
  })

  it('asks an engine that has come back, also where the version is the same', async () => {
    const { watch } = store()
    for (const version of [1, undefined, 1]) await watch.say(version)
    expect(watch.reads).toBe(2)
  })

  it('keeps what it has where the engine does not answer, and tries again', async () => {
    const { watch, logger, settings } = store()
    watch.fault = new Error('gone')
    watch.value = { desktop: { updates: 'off' } }
    await watch.say(1)
    expect(settings.current).toEqual(DEFAULT_SETTINGS)
    expect(logger.faults).toHaveLength(1)
    watch.fault = undefined
    await watch.say(1)
    expect(settings.current.desktop.updates).toBe('off')
  })
})
