import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { closedPort, httpServer, silentServer } from '../testing/loopback-servers.ts'
import { probeHttp } from './http-probe.ts'

const { signal } = new AbortController()

/** A busy machine takes its time. */
const PATIENCE = { timeout: 20_000 }

describe('the HTTP probe', () => {
  it('asks the path from the root by GET', async () => {
    const asked: string[] = []
    await using server = await httpServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.end('{"ok":true}')
    })
    await probeHttp({ url: `http://127.0.0.1:${server.port}/v1?key=x`, path: '/ping', signal })
    await probeHttp({ url: `http://127.0.0.1:${server.port}/v1?key=x`, path: '', signal })
    expect(asked).toEqual(['GET /ping', 'GET /v1?key=x'])
  })

  it('sends user and password of the address as basic authentication', async () => {
    const sent: IncomingHttpHeaders[] = []
    await using server = await httpServer((request, response) => {
      sent.push(request.headers)
      response.end()
    })
    await probeHttp({ url: `http://me:p%40ss@127.0.0.1:${server.port}`, path: '', signal })
    expect(sent[0]?.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
  })

  it.each([200, 204, 302, 399])('takes status %i for healthy', async (status) => {
    await using server = await httpServer((_, response) => response.writeHead(status).end())
    await expect(probeHttp({ url: `http://127.0.0.1:${server.port}`, path: '', signal })).resolves.toBeUndefined()
  })

  it('does not follow a redirect', async () => {
    const asked: unknown[] = []
    await using server = await httpServer((request, response) => {
      asked.push(request.url)
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    await probeHttp({ url: `http://127.0.0.1:${server.port}/ping`, path: '', signal })
    expect(asked).toEqual(['/ping'])
  })

  it.each([400, 404, 429, 500, 503])('takes status %i for a failure', async (status) => {
    await using server = await httpServer((_, response) => response.writeHead(status).end('body'))
    await expect(probeHttp({ url: `http://127.0.0.1:${server.port}`, path: '', signal })).rejects.toThrow(
      `answered with HTTP status ${status}`,
    )
  })

  it('ends when it is aborted while the server says nothing, and closes its connection', async () => {
    await using server = await silentServer()
    const controller = new AbortController()
    const probe = probeHttp({ url: `http://127.0.0.1:${server.port}`, path: '', signal: controller.signal })
    await expect.poll(() => server.opened.length, PATIENCE).toBe(1)
    controller.abort(new Error('too late'))
    await expect(probe).rejects.toThrow('too late')
    await expect.poll(() => server.opened[0]?.destroyed, PATIENCE).toBe(true)
  })

  it('fails where nobody listens', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`
    await expect(probeHttp({ url, path: '', signal })).rejects.toThrow('fetch failed')
  })
})
