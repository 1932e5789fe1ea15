import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type DesktopBridge,
  DESKTOP_CHANNELS,
  type EngineHostState,
  type MenuCommand,
  PORTS_CHANNEL,
} from '../src-contract/index.ts'
import type { PostingWindow } from './ports-relay.ts'

type IpcListener = (...args: unknown[]) => void

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  ipcRenderer: {
    invoke: vi.fn<(channel: string, input: unknown) => Promise<unknown>>(),
    on: vi.fn<(channel: string, listener: IpcListener) => void>(),
    removeListener: vi.fn<(channel: string, listener: IpcListener) => void>(),
  },
}))
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => electron.exposed.set(name, api) },
  ipcRenderer: electron.ipcRenderer,
}))

const { invoke, on, removeListener } = electron.ipcRenderer
const posted = vi.fn<PostingWindow['postMessage']>()
let channels: EventEmitter

/** Runs the preload in a window of the given origin. */
async function run(origin: string): Promise<void> {
  vi.stubGlobal('window', { location: { origin }, postMessage: posted })
  vi.resetModules()
  await import('./index.ts')
}

async function bridge(): Promise<DesktopBridge> {
  await run('app://wheelhouse')
  return electron.exposed.get('wheelhouse') as DesktopBridge
}

beforeEach(() => {
  electron.exposed.clear()
  vi.resetAllMocks()
  channels = new EventEmitter()
  on.mockImplementation((channel, listener) => channels.on(channel, listener))
  removeListener.mockImplementation((channel, listener) => channels.off(channel, listener))
})

describe('preload', () => {
  it('exposes one frozen object with exactly the functions of the contract', async () => {
    const api = await bridge()
    expect([...electron.exposed.keys()]).toEqual(['wheelhouse'])
    expect(Object.isFrozen(api)).toBe(true)
    expect(Object.keys(api).toSorted()).toEqual([
      'about',
      'connect',
      'engineState',
      'exportFile',
      'importConfiguration',
      'onEngineState',
      'onMenuCommand',
      'openLink',
      'platform',
      'restartEngine',
    ])
    expect(['linux', 'win32', 'darwin']).toContain(api.platform)
  })

  it.each(['https://example.com', 'app://wheelhouse.example.com', 'app://other', 'null', 'file://'])(
    'gives a page of %s nothing and listens to nothing',
    async (origin) => {
      await run(origin)
      expect(electron.exposed.size).toBe(0)
      expect(channels.eventNames()).toEqual([])
    },
  )

  it('asks main on the channel of each call, with its one argument', async () => {
    const api = await bridge()
    invoke.mockResolvedValue('answer')
    const { invoke: calls } = DESKTOP_CHANNELS
    const cases: readonly [() => Promise<unknown>, string, unknown][] = [
      [() => api.connect(), calls.connect.channel, undefined],
      [() => api.connect('main'), calls.connect.channel, 'main'],
      [() => api.engineState(), calls.engineState.channel, undefined],
      [() => api.restartEngine(), calls.restartEngine.channel, undefined],
      [() => api.openLink('releases'), calls.openLink.channel, 'releases'],
      [() => api.exportFile('fills'), calls.exportFile.channel, 'fills'],
      [() => api.importConfiguration(), calls.importConfiguration.channel, undefined],
      [() => api.about(), calls.about.channel, undefined],
    ]
    expect([...new Set(cases.map(([, channel]) => channel))].toSorted()).toEqual(
      Object.values(calls)
        .map(({ channel }) => channel)
        .toSorted(),
    )
    for (const [call, channel, input] of cases) {
      expect(await call()).toBe('answer')
      expect(invoke).toHaveBeenLastCalledWith(channel, input)
    }
  })

  it('tells the page why a call failed in plain words, without channel or class', async () => {
    const api = await bridge()
    const cases = [
      ["Error invoking remote method 'desktop:export-file': Error: The disk is full.", 'The disk is full.'],
      ["Error invoking remote method 'desktop:export-file': RangeError: Too many rows.", 'Too many rows.'],
      ["Error invoking remote method 'desktop:export-file': reply was never sent", 'reply was never sent'],
      ['Something else', 'Something else'],
    ] as const
    for (const [from, to] of cases) {
      invoke.mockRejectedValueOnce(new TypeError(from))
      const error = await api.exportFile('orders').catch((reason: unknown) => reason)
      expect(error).toEqual(new Error(to))
      expect(error).not.toHaveProperty('cause')
    }
  })

  it('hands pushed data on without the event, until it is told to end', async () => {
    const api = await bridge()
    const { engineState, menuCommand } = DESKTOP_CHANNELS.push
    const states = vi.fn<(state: EngineHostState) => void>()
    const commands = vi.fn<(command: MenuCommand) => void>()
    const endStates = api.onEngineState(states)
    api.onMenuCommand(commands)
    channels.emit(engineState.channel, { sender: 'electron' }, { kind: 'stopped' })
    channels.emit(menuCommand.channel, { sender: 'electron' }, 'about')
    endStates()
    channels.emit(engineState.channel, { sender: 'electron' }, { kind: 'starting' })
    expect(states.mock.calls).toEqual([[{ kind: 'stopped' }]])
    expect(commands.mock.calls).toEqual([['about']])
  })

  it('posts the ports to its own window only', async () => {
    await run('app://wheelhouse')
    const ports = ['calls', 'topics']
    channels.emit(PORTS_CHANNEL, { ports, sender: 'electron' }, { type: 'wheelhouse:ports', generation: 3 })
    expect(posted.mock.calls).toEqual([[{ type: 'wheelhouse:ports', generation: 3 }, 'app://wheelhouse', ports]])
  })
})
