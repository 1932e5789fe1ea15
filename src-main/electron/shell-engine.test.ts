import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { createShellEngine, type ShellEngine } from './shell-engine.ts'
import { FakeElectron } from './testing/fake-electron.ts'
import { settle } from './testing/fake-engine-host.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'shell-engine-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(home, { recursive: true, force: true })
})

function setUp(engineFile = '/out/main/engine-process.js') {
  const electron = new FakeElectron()
  const clock = new ManualClock(0)
  const logger = new RecordingLogger()
  const engine: ShellEngine = createShellEngine({
    electron: electron.asElectron(),
    paths: {
      home,
      logFolder: join(home, 'logs'),
      profile: join(home, 'desktop'),
      renderer: '/out/renderer',
      preload: '/out/preload/index.cjs',
      engineProcess: engineFile,
      resources: '/resources',
    },
    argv: ['electron', '.', '--port', '4100'],
    environment: {},
    platform: 'linux',
    clock,
    logger,
  })
  return { electron, clock, logger, engine }
}

describe('createShellEngine', () => {
  it('starts nothing by itself', () => {
    const { electron, engine } = setUp()
    expect([engine.host, engine.supervisor.state, electron.forks]).toEqual(['utility', { kind: 'stopped' }, []])
  })

  it('runs the engine in a process of its own, with the options of this program', async () => {
    const { electron, engine } = setUp()
    engine.supervisor.start()
    await settle()
    expect(electron.engine.posted[0]?.message).toMatchObject({ t: 'start', args: ['--port', '4100', '--home', home] })
  })

  it('runs it inside this program where the settings say so', async () => {
    writeFileSync(join(home, 'config.json'), JSON.stringify({ engine: { host: 'main' } }))
    const file = join(home, 'engine-process.mjs')
    writeFileSync(
      file,
      `export const hostEngine = (link) => link.on('message', ({ data }) => {
        if (data.t === 'start') link.postMessage({ t: 'running', address: 'http://127.0.0.1:1', adminToken: 't', pid: 7 })
      })`,
    )
    const { electron, engine } = setUp(file)
    engine.supervisor.start()
    await vi.waitUntil(() => engine.supervisor.state.kind === 'running', { interval: 5, timeout: 20_000 })
    expect([engine.host, electron.forks]).toEqual(['main', []])
    engine.watch.dispose()
  })

  it.each([undefined, new Error('kill ESRCH')])('ends by force an engine that does not stop: %s', async (fault) => {
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      if (fault) throw fault
      return true
    })
    const { electron, clock, logger, engine } = setUp()
    engine.supervisor.start()
    await settle()
    electron.engine.run()
    const stopped = engine.supervisor.stop('a test')
    clock.advanceBy(8_000)
    expect(kill.mock.calls).toEqual([[4711, 'SIGKILL']])
    electron.engine.emit('exit', 9)
    await stopped
    expect(logger.lines.some(({ message }) => message.includes('could not be ended'))).toBe(fault !== undefined)
  })
})
