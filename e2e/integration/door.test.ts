import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WS_PROTOCOL, WS_TOKEN_PREFIX } from '../../src-contract/index.ts'
import { listProcedures, type NamedProcedure } from '../../src-main/gateway/procedure-list.ts'
import { readTokens } from '../support/data-folder.ts'
import { EngineProcess } from '../support/engine-process.ts'
import { handshakeStatus, rawRequest } from '../support/raw-requests.ts'

/** Far above what the contract's longest command needs. */
const LARGE_BODY = JSON.stringify({ patch: { x: 'x'.repeat(600_000) } })
const SOCKETS = ['/ws/rpc', '/ws/topics'] as const

describe('the door of a running engine', () => {
  let engine: EngineProcess
  let tokens: ReturnType<typeof readTokens>
  beforeAll(async () => {
    engine = await EngineProcess.start({ args: ['--quiet'] })
    tokens = readTokens(engine.home)
  })
  afterAll(() => engine.stop())

  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
  const pathOf = ({ path }: NamedProcedure): string => `${engine.address}/api${path.replaceAll(/\{[^}]+\}/g, 'x')}`
  const socketUrl = (path: string): string => `ws://127.0.0.1:${engine.port}${path}`

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: `Bearer ${'x'.repeat(43)}` }],
    ['a token of another scheme', { authorization: 'Basic eDp5' }],
  ])('refuses every call with %s and says where the right one is', async (_, headers) => {
    const answers = await Promise.all(
      listProcedures().map((procedure) => rawRequest(pathOf(procedure), { method: procedure.method, headers })),
    )
    console.info(`${answers.length} calls tried`)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect(answers[0]?.body).toMatchObject({ code: 'UNAUTHORIZED', action: 'tellUser' })
    expect(answers[0]?.body.message).toContain('Open the address that the engine printed')
  })

  it.each(SOCKETS)('refuses %s without the right token before the socket opens', async (path) => {
    const protocols = [WS_PROTOCOL]
    expect(await handshakeStatus(socketUrl(path), { protocols })).toBe(401)
    expect(await handshakeStatus(socketUrl(path), { protocols: [WS_PROTOCOL, `${WS_TOKEN_PREFIX}wrong`] })).toBe(401)
    expect(
      await handshakeStatus(`${socketUrl(path)}?token=${tokens.admin}`, { protocols }),
      'a token in the query counts for nothing',
    ).toBe(401)
    const own = { protocols: [WS_PROTOCOL, WS_TOKEN_PREFIX + tokens.viewer] }
    expect(await handshakeStatus(socketUrl(path), own)).toBe(101)
    expect(await handshakeStatus(socketUrl(path), { ...own, headers: { origin: 'http://evil.example' } })).toBe(403)
    expect(await handshakeStatus(socketUrl(path), { ...own, headers: { host: 'evil.example' } })).toBe(421)
  })

  it.each(['viewer', 'trader'] as const)('lets a %s do nothing that needs more', async (have) => {
    const ranks = { viewer: 0, trader: 1, admin: 2 }
    const above = listProcedures().filter(({ meta }) => ranks[meta.role ?? 'admin'] > ranks[have])
    expect(above.length).toBeGreaterThan(1)
    for (const procedure of above) {
      const { status, body } = await rawRequest(pathOf(procedure), {
        method: procedure.method,
        headers: bearer(tokens[have]),
      })
      const need = procedure.meta.role ?? 'admin'
      expect({ call: procedure.path, status }).toEqual({ call: procedure.path, status: 403 })
      expect(body).toMatchObject({
        code: 'FORBIDDEN',
        message: 'This token may not do that. Use one with a higher role.',
        data: { need, have },
      })
    }
    expect(await engine.get('/status')).toMatchObject({ tradingState: 'active' })
  })

  it('refuses requests of other pages and for other hosts, even with the right token', async () => {
    const url = `${engine.address}/api/status`
    const headers = bearer(engine.token)
    const foreignOrigin = await rawRequest(url, { headers: { ...headers, origin: 'https://evil.example' } })
    expect(foreignOrigin).toMatchObject({
      status: 403,
      body: { code: 'FOREIGN_ORIGIN', data: { origin: 'https://evil.example' } },
    })
    const foreignHost = await rawRequest(url, { headers: { ...headers, host: 'evil.example' } })
    expect(foreignHost).toMatchObject({ status: 421, body: { code: 'FOREIGN_HOST', data: { host: 'evil.example' } } })
    expect((foreignHost.body.data as { allowed: string[] }).allowed).toContain(`127.0.0.1:${engine.port}`)
  })

  it('says of an unknown path where to look, and of a wrong method which ones there are', async () => {
    const headers = bearer(engine.token)
    const nothing = await rawRequest(`${engine.address}/api/ordrs`, { headers })
    expect(nothing.status).toBe(404)
    expect(nothing.body.message).toBe('There is nothing at GET /api/ordrs. See /api/openapi.json.')
    const method = await rawRequest(`${engine.address}/api/orders`, { method: 'DELETE', headers })
    expect(method.status).toBe(404)
    expect(method.body.message).toBe('There is nothing at DELETE /api/orders. It takes GET, POST.')
  })

  it.each([
    { what: 'a body that is too large', body: LARGE_BODY, status: 413, text: 'larger than 524288 bytes' },
    { what: 'broken JSON', body: '{"patch": {', status: 400, text: 'not valid JSON' },
    { what: 'a list in place of an object', body: '[]', status: 400, text: 'must be an object of keys, got []' },
    { what: 'a missing field', body: '{}', status: 400, text: 'patch: is missing; it must be an object of keys' },
    { what: 'a wrong type', body: '{"patch":"x"}', status: 400, text: 'patch: must be an object of keys, got "x"' },
  ])('refuses $what', async ({ body, status, text }) => {
    const headers = { ...bearer(engine.token), 'content-type': 'application/json' }
    const answer = await rawRequest(`${engine.address}/api/config`, { method: 'PUT', headers, body })
    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST')
    expect(answer.body.message).toContain(text)
  })

  it('takes JSON only', async () => {
    const headers = { ...bearer(engine.token), 'content-type': 'text/plain' }
    const answer = await rawRequest(`${engine.address}/api/system/pause`, { method: 'POST', headers, body: '{}' })
    expect(answer.status).toBe(400)
    expect(answer.body.message).toContain('The body must be JSON, with content-type application/json.')
  })
})
