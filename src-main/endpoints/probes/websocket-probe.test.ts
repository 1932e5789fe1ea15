import { describe, expect, it } from 'vitest'
import { closedPort, httpServer, silentServer, webSocketServer } from '../testing/loopback-servers.ts'
import { probeWebSocket } from './websocket-probe.ts'

const { signal } = new AbortController()

/** A busy machine takes its time. */
const PATIENCE = { timeout: 20_000 }

describe('the WebSocket probe', () => {
  it('opens a socket, with user and password of the address, and closes it again', async () => {
    const opened: Readonly<Record<string, unknown>>[] = []
    await using server = await webSocketServer((headers) => opened.push(headers))
    await probeWebSocket({ url: `ws://me:p%40ss@127.0.0.1:${server.port}/stream`, path: '', signal })
    expect(opened[0]?.['authorization']).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
    await expect.poll(() => server.opened[0]?.destroyed, PATIENCE).toBe(true)
  })

  it('fails where the server speaks HTTP only', async () => {
    await using server = await httpServer((_, response) => response.writeHead(404).end())
    const probe = probeWebSocket({ url: `ws://127.0.0.1:${server.port}`, path: '', signal })
    await expect(probe).rejects.toThrow('Unexpected server response: 404')
  })

  it('ends when it is aborted while the server says nothing, and closes its connection', async () => {
    await using server = await silentServer()
    const controller = new AbortController()
    const probe = probeWebSocket({ url: `ws://127.0.0.1:${server.port}`, path: '', signal: controller.signal })
    await expect.poll(() => server.opened.length, PATIENCE).toBe(1)
    controller.abort()
    await expect(probe).rejects.toThrow('closed before the connection was established')
    await expect.poll(() => server.opened[0]?.destroyed, PATIENCE).toBe(true)
  })

  it('fails where nobody listens', async () => {
    const url = `ws://127.0.0.1:${await closedPort()}`
    await expect(probeWebSocket({ url, path: '', signal })).rejects.toThrow('ECONNREFUSED')
  })
})
