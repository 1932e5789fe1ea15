import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { describe, expect, it } from 'vitest'
import { PortSocket } from './port-socket.ts'
import { FakePort } from './testing/fake-port.ts'
import { ManualTimers } from './testing/manual-timers.ts'
import type { EngineCalls } from './types.ts'

const settle = (): Promise<void> => Promise.resolve().then(() => undefined)

function opened({ hello }: { hello?: string } = {}) {
  const port = new FakePort()
  const timers = new ManualTimers()
  const socket = new PortSocket(port, { timers, ...(hello === undefined ? {} : { hello }) })
  const heard: string[] = []
  for (const type of ['open', 'close']) socket.addEventListener(type, () => heard.push(type))
  socket.addEventListener('message', (event) => heard.push(String((event as MessageEvent).data)))
  return { port, timers, socket, heard }
}

describe('port socket', () => {
  it('opens by itself, but never before its maker could listen', async () => {
    const { port, socket, heard } = opened()
    expect([socket.readyState, port.started]).toEqual([0, false])
    await settle()
    expect(heard).toEqual(['open'])
    expect([socket.readyState, port.started]).toEqual([1, true])
  })

  it('carries data both ways', async () => {
    const { port, socket, heard } = opened()
    await settle()
    socket.send('to the engine')
    port.receive('from the engine')
    expect(port.posted).toEqual(['to the engine'])
    expect(heard).toEqual(['open', 'from the engine'])
  })

  it('refuses to send before it is open, and drops what is sent after its end', async () => {
    const { port, socket } = opened()
    expect(() => socket.send('early')).toThrow('not open yet')
    await settle()
    socket.close()
    socket.send('late')
    expect(port.posted).toEqual([])
  })

  it('tells its end once, whoever began it', async () => {
    const { port, socket, heard } = opened()
    await settle()
    socket.close()
    expect(port.closed).toBe(true)
    socket.close()
    port.drop()
    port.receive('too late')
    expect(heard).toEqual(['open', 'close'])
    expect(socket.readyState).toBe(3)
  })

  it('ends when the other end goes', async () => {
    const { port, socket, heard } = opened()
    await settle()
    port.drop()
    expect(heard).toEqual(['open', 'close'])
    expect(socket.readyState).toBe(3)
  })

  it('closed before it opened, it never opens', async () => {
    const { port, socket, heard } = opened()
    socket.close()
    await settle()
    expect(heard).toEqual(['close'])
    expect(port.started).toBe(false)
  })

  it('with a hello it is open only when something came back', async () => {
    const { port, socket, heard, timers } = opened({ hello: 'are you there' })
    await settle()
    expect(port.posted).toEqual(['are you there'])
    expect([socket.readyState, heard]).toEqual([0, []])
    port.receive('yes')
    expect(heard).toEqual(['open', 'yes'])
    timers.advance(60_000)
    expect(socket.readyState).toBe(1)
  })

  it('gives an end that does not answer the hello five seconds', async () => {
    const { port, timers, heard } = opened({ hello: 'are you there' })
    await settle()
    timers.advance(4_999)
    expect(heard).toEqual([])
    timers.advance(1)
    expect(heard).toEqual(['close'])
    expect(port.closed).toBe(true)
  })

  it('lets a call that waits for its answer fail at once when it closes', async () => {
    const { port, socket } = opened()
    const calls = createORPCClient<EngineCalls>(new RPCLink({ websocket: socket }))
    const call = calls.system.status().catch((error: unknown) => error)
    await expect.poll(() => port.posted.length).toBe(1)
    socket.close()
    expect(await call).toBeInstanceOf(Error)
  })
})
