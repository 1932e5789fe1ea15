import type { IpcMainInvokeEvent, WebContents } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { DESKTOP_CHANNELS, type DesktopCall, type EngineHostState } from '../../src-contract/index.ts'
import { EngineError } from '../base/index.ts'
import { IpcDoor, push } from './ipc-door.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

const CALLS = Object.keys(DESKTOP_CHANNELS.invoke) as DesktopCall[]
const OWN_CONTENTS = { id: 1 } as WebContents
const OWN_FRAME = { parent: null, url: 'app://wheelhouse/index.html', origin: 'app://wheelhouse' }
const OWN_SENDER = { sender: OWN_CONTENTS, senderFrame: OWN_FRAME }
const RUNNING: EngineHostState = {
  kind: 'running',
  generation: 1,
  pid: 7,
  address: 'http://127.0.0.1:4000',
  sinceMs: 5,
}

type Listener = (event: IpcMainInvokeEvent, ...values: unknown[]) => Promise<unknown>

function open() {
  const listeners = new Map<string, Listener>()
  const logger = new RecordingLogger()
  const door = new IpcDoor({
    ipcMain: { handle: (channel, listener) => void listeners.set(channel, listener as Listener) },
    isOwnContents: (contents) => contents === OWN_CONTENTS,
    logger,
  })
  /** As a page would, with Electron's words left out. */
  const invoke = async (call: DesktopCall, values: unknown[] = [], sender: object = OWN_SENDER): Promise<unknown> =>
    listeners.get(DESKTOP_CHANNELS.invoke[call].channel)?.(sender as IpcMainInvokeEvent, ...values)
  return { door, logger, invoke }
}

describe('IpcDoor', () => {
  it('answers calls of the own page', async () => {
    const { door, invoke, logger } = open()
    const links: unknown[] = []
    door.handle('engineState', () => RUNNING)
    door.handle('connect', async () => true)
    door.handle('openLink', (link) => void links.push(link))
    expect(await invoke('engineState')).toEqual(RUNNING)
    expect(await invoke('connect', [undefined])).toBe(true)
    expect(await invoke('openLink', ['issues'])).toBeUndefined()
    expect([links, logger.faults]).toEqual([['issues'], []])
  })

  it('tells which calls of the contract nobody answers', () => {
    const { door } = open()
    expect(door.missing()).toEqual(CALLS)
    door.handle('connect', () => false)
    door.handle('about', () => {
      throw new Error('not called')
    })
    expect(door.missing()).toEqual(CALLS.filter((call) => call !== 'connect' && call !== 'about'))
  })

  it('takes one handler for a call', () => {
    const { door } = open()
    door.handle('connect', () => false)
    expect(() => door.handle('connect', () => true)).toThrow('The call connect has a handler already')
  })

  it.each([
    ['whose frame is gone', { sender: OWN_CONTENTS, senderFrame: null }],
    ['inside a frame of the page', { ...OWN_SENDER, senderFrame: { ...OWN_FRAME, parent: OWN_FRAME } }],
    ['of a contents that is no window of ours', { ...OWN_SENDER, sender: { id: 1 } }],
    ['of a foreign page', { ...OWN_SENDER, senderFrame: foreign('https://evil.example') }],
    ['of a host that begins as ours', { ...OWN_SENDER, senderFrame: foreign('app://wheelhouse.evil.example') }],
    ['of an empty page', { ...OWN_SENDER, senderFrame: { ...OWN_FRAME, url: 'about:blank' } }],
    ['of a sandboxed page', { ...OWN_SENDER, senderFrame: { ...OWN_FRAME, origin: 'null' } }],
  ])('refuses and logs every call %s', async (_name, sender) => {
    const { door, invoke, logger } = open()
    let answered = 0
    const answer = (): never => {
      answered++
      throw new Error('answered')
    }
    for (const call of CALLS) door.handle(call, answer)
    for (const call of CALLS) {
      await expect(invoke(call, ['issues'], sender)).rejects.toThrow('This page may not call the program')
    }
    expect([answered, logger.faults.map(({ fields }) => fields['call'])]).toEqual([0, CALLS])
  })

  it.each([
    ['openLink', ['https://evil.example/'], /^The argument of openLink must be one of .*, got "https:/],
    ['openLink', [], /^The argument of openLink is missing; it must be one of/],
    ['openLink', [{ toString: 'issues' }], /^The argument of openLink must be/],
    ['connect', ['No account'], /^The argument of connect must be/],
    ['openLink', ['issues', 'licence'], /^The argument of openLink takes one argument/],
  ] as const)('refuses the call %s with %j', async (call, values, message) => {
    const { door, invoke, logger } = open()
    let isAnswered = false
    door.handle(call, () => {
      isAnswered = true
      return undefined
    })
    await expect(invoke(call, [...values])).rejects.toThrow(message)
    expect([isAnswered, logger.faults.length]).toEqual([false, 1])
  })

  it('passes on the message of what a handler throws, and logs all of it', async () => {
    const { door, invoke, logger } = open()
    const error = new EngineError('NOT_READY', 'The engine is not running')
    door.handle('restartEngine', () => Promise.reject(error))
    await expect(invoke('restartEngine')).rejects.toThrow(/^The engine is not running$/)
    expect(logger.faults.map(({ fields }) => fields)).toEqual([{ call: 'restartEngine', error }])
  })

  it('gives out nothing that the contract does not name', async () => {
    const { door, invoke } = open()
    door.handle('engineState', () => ({ ...RUNNING, adminToken: 'secret' }))
    expect(await invoke('engineState')).toEqual(RUNNING)
    door.handle('connect', () => 'yes' as unknown as boolean)
    await expect(invoke('connect')).rejects.toThrow('The answer to connect is not what the contract says')
  })
})

describe('push', () => {
  it('sends on the channel of the contract', () => {
    const sent: unknown[][] = []
    const contents = { send: (...values: unknown[]) => void sent.push(values) }
    push(contents, 'menuCommand', 'newOrder')
    push(contents, 'engineState', RUNNING)
    expect(sent).toEqual([
      ['desktop:menu-command', 'newOrder'],
      ['desktop:engine-state-changed', RUNNING],
    ])
  })
})

function foreign(origin: string): object {
  return { parent: null, url: `${origin}/index.html`, origin }
}
