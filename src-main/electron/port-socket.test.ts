import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { describe, expect, it } from 'vitest'
import { PortSocket } from './port-socket.ts'
import type { EngineCalls } from './ports.ts'
import { settle } from './testing/fake-engine-host.ts'
import { linkedPorts } from './testing/linked-ports.ts'

describe('PortSocket', () => {
  it('is open at once, and hands on what comes, from the beginning', async () => {
    const { port1, port2 } = linkedPorts()
    port2.postMessage('early')
    await settle()
    const heard: unknown[] = []
    const socket = new PortSocket(port1)
    socket.addEventListener('message', ({ data }) => heard.push(data))
    port2.postMessage('later')
    await settle()
    expect(socket.readyState).toBe(1)
    expect(heard).toContain('later')
  })

  it('sends over the port', async () => {
    const { port1, port2 } = linkedPorts()
    const heard: unknown[] = []
    port2.on('message', ({ data }) => heard.push(data))
    port2.start()
    new PortSocket(port1).send('hello')
    await settle()
    expect(heard).toEqual(['hello'])
  })

  it.each(['here', 'there'])(
    'tells once that the port was closed %s, and hands on nothing after that',
    async (where) => {
      const { port1, port2 } = linkedPorts()
      const socket = new PortSocket(port1)
      const heard: unknown[] = []
      let closed = 0
      socket.addEventListener('message', ({ data }) => heard.push(data))
      socket.addEventListener('close', () => closed++)
      if (where === 'here') {
        socket.close()
        socket.close()
      } else port2.close()
      await settle()
      port1.receive({ data: 'late', ports: [] })
      expect(closed).toBe(1)
      expect(socket.readyState).toBe(3)
      expect(heard).toEqual([])
    },
  )

  it('ends the subscription of a listener', () => {
    const socket = new PortSocket(linkedPorts().port1)
    let closed = 0
    const listener = (): void => void closed++
    socket.addEventListener('close', listener)
    socket.removeEventListener('close', listener)
    socket.close()
    expect(closed).toBe(0)
  })

  it('lets a call fail at once when the port closes under it', async () => {
    const { port1, port2 } = linkedPorts()
    const calls = createORPCClient<EngineCalls>(new RPCLink({ websocket: new PortSocket(port1).forCalls }))
    const call = calls.system.status().catch((error: unknown) => error)
    await settle()
    port2.close()
    expect(await call).toBeInstanceOf(Error)
  })
})
