import type { IpcMain, WebContents } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { DESKTOP_CHANNELS, type DesktopCall } from '../../src-contract/index.ts'
import { ensureDefined, silentLogger } from '../base/index.ts'
import { IpcDoor } from './ipc-door.ts'
import { answerPage, type PageCallsOptions } from './page-calls.ts'
import type { ClientPorts } from './ports.ts'
import { linkedPorts } from './testing/linked-ports.ts'

type Handler = Parameters<IpcMain['handle']>[1]

const PAGE = {
  sender: {} as WebContents,
  senderFrame: { parent: null, url: 'app://wheelhouse/index.html', origin: 'app://wheelhouse' },
} as Parameters<Handler>[0]

function setUp({ runs = true } = {}) {
  const handlers = new Map<string, Handler>()
  const did: unknown[] = []
  const door = new IpcDoor({
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    isOwnContents: () => true,
    logger: silentLogger,
  })
  const ports: ClientPorts = {
    generation: 3,
    account: undefined,
    calls: linkedPorts().port1,
    topics: linkedPorts().port1,
  }
  const engine: PageCallsOptions['engine'] = {
    host: 'utility',
    supervisor: {
      state: { kind: 'stopped' },
      connectClient: (role, account) => {
        did.push(`client ${role}${account === undefined ? '' : ` of ${account}`}`)
        return runs ? ports : undefined
      },
      restart: async () => void did.push('restart'),
    },
  }
  answerPage(door, {
    engine,
    window: { handOver: (given) => void did.push(given) },
    files: {
      export: async (kind) => ({ kind: 'done', file: `/tmp/${kind}`, detail: '' }),
      importConfiguration: async () => ({ kind: 'cancelled' }),
    },
    paths: { home: '/home/trader' },
    openLink: async (link) => void did.push(`link ${link}`),
  })
  const call = async (name: DesktopCall, input?: string): Promise<unknown> =>
    ensureDefined(handlers.get(DESKTOP_CHANNELS.invoke[name].channel), name)(PAGE, input) as Promise<unknown>
  return { call, did, ports, channels: [...handlers.keys()] }
}

describe('answerPage', () => {
  it('answers every call of the contract', () => {
    expect(setUp().channels.toSorted()).toEqual(
      Object.values(DESKTOP_CHANNELS.invoke)
        .map(({ channel }) => channel)
        .toSorted(),
    )
  })

  it('hands over ports of an administrator: the window belongs to whoever sits before it', async () => {
    const { call, did, ports } = setUp()
    expect(await call('connect')).toBe(true)
    expect(did).toEqual(['client admin', ports])
  })

  it('asks for ports of the account that the page names', async () => {
    const { call, did, ports } = setUp()
    expect(await call('connect', 'main')).toBe(true)
    expect(did).toEqual(['client admin of main', ports])
  })

  it('takes no name that no account can have', async () => {
    const { call, did } = setUp()
    await expect(call('connect', '../paper')).rejects.toThrow('The argument of connect')
    expect(did).toEqual([])
  })

  it('says that there are no ports where no engine runs', async () => {
    const { call, did } = setUp({ runs: false })
    expect(await call('connect')).toBe(false)
    expect(did).toEqual(['client admin'])
  })

  it('passes on what else is asked', async () => {
    const { call, did } = setUp()
    expect(await call('engineState')).toEqual({ kind: 'stopped' })
    await call('restartEngine')
    await call('openLink', 'releases')
    expect(did).toEqual(['restart', 'link releases'])
    expect(await call('exportFile', 'fills')).toEqual({ kind: 'done', file: '/tmp/fills', detail: '' })
    expect(await call('importConfiguration')).toEqual({ kind: 'cancelled' })
    expect(await call('about')).toMatchObject({ dataFolder: '/home/trader', engineHost: 'utility' })
  })
})
