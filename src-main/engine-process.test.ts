import { describe, expect, it, vi } from 'vitest'
import type { EngineHostModule, EngineMessage, PortEvent } from '../src-contract/index.ts'
import * as engineProcess from './engine-process.ts'

const built: EngineHostModule = engineProcess

function listenersOfProcess(): number[] {
  return ['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((event) =>
    process.listenerCount(event),
  )
}

describe('an engine inside the process of somebody else', () => {
  it('obeys what was sent while its modules load, in order, and leaves the process alone', async () => {
    const listeners = listenersOfProcess()
    const heard: (EngineMessage | { readonly end: number })[] = []
    let send: (event: PortEvent) => void = () => undefined
    const link = {
      postMessage: (message: EngineMessage) => heard.push(message),
      on: (_event: 'message', listener: (event: PortEvent) => void) => (send = listener),
    }
    built.hostEngine(link, (exitCode) => heard.push({ end: exitCode }))
    send({ data: { t: 'ping', n: 1 }, ports: [] })
    send({ data: { t: 'ping', n: 2 }, ports: [] })
    send({ data: { t: 'stop', reason: 'a test' }, ports: [] })
    expect(heard).toEqual([])
    await vi.waitUntil(() => heard.length === 4, { timeout: 20_000 })
    expect(heard).toEqual([{ t: 'pong', n: 1 }, { t: 'pong', n: 2 }, { t: 'stopped' }, { end: 0 }])
    expect(listenersOfProcess()).toEqual(listeners)
  }, 30_000)
})
