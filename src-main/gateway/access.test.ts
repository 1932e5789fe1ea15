import { describe, expect, it } from 'vitest'
import { allowedHosts, bearerToken, bracketed, checkProvenance, socketToken } from './access.ts'
import { GatewayConfig } from './gateway-config.ts'
import { isLoopback } from './loopback.ts'

describe('allowedHosts', () => {
  it('are the names of this machine with the port', () => {
    expect([...allowedHosts(4000)]).toEqual(['127.0.0.1:4000', 'localhost:4000', '[::1]:4000'])
    expect(allowedHosts(4000, ['192.168.1.5', 'fe80::1'])).toContain('[fe80::1]:4000')
  })

  it('need no port where it is the usual one', () => {
    expect(allowedHosts(80)).toContain('localhost')
  })
})

describe('checkProvenance', () => {
  const hosts = allowedHosts(4000)

  it.each([{ host: 'LOCALHOST:4000' }, { host: '127.0.0.1:4000', origin: 'http://localhost:4000' }])(
    'lets %o in',
    (headers) => expect(() => checkProvenance(headers, hosts)).not.toThrow(),
  )

  it.each([
    [{}, 'FOREIGN_HOST'],
    [{ host: 'localhost' }, 'FOREIGN_HOST'],
    [{ host: 'localhost:4000.attacker.example' }, 'FOREIGN_HOST'],
    [{ host: 'localhost:4000', origin: 'https://localhost:4000' }, 'FOREIGN_ORIGIN'],
    [{ host: 'localhost:4000', origin: 'http://localhost:5173' }, 'FOREIGN_ORIGIN'],
    [{ host: 'localhost:4000', origin: 'null' }, 'FOREIGN_ORIGIN'],
  ])('refuses %o', (headers, code) => {
    expect(() => checkProvenance(headers, hosts)).toThrow(expect.objectContaining({ code }))
  })
})

describe('tokens', () => {
  it('come in the header, or for a browser as second subprotocol', () => {
    expect(bearerToken({ authorization: 'Bearer abc' })).toBe('abc')
    expect(bearerToken({ authorization: 'Basic abc' })).toBeUndefined()
    expect(socketToken({ 'sec-websocket-protocol': 'wheelhouse.v1, bearer.abc' })).toBe('abc')
    expect(socketToken({ authorization: 'Bearer abc' })).toBe('abc')
    expect(socketToken({})).toBeUndefined()
  })
})

describe('GatewayConfig', () => {
  it('listens to this machine only by default', () => {
    expect(GatewayConfig.parse({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      allowRemote: false,
      rateLimitPerSecond: 200,
    })
  })

  it('takes another address only with allowRemote, and says so', () => {
    const { error } = GatewayConfig.safeParse({ host: '0.0.0.0' })
    expect(error?.issues).toMatchObject([{ path: ['host'], message: expect.stringContaining('allowRemote') }])
    expect(GatewayConfig.safeParse({ host: '0.0.0.0', allowRemote: true }).success).toBe(true)
  })

  it('knows this machine by its names', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '::1'].filter(isLoopback)).toHaveLength(4)
    expect(['0.0.0.0', '::', '128.0.0.1', '127.0.0.1.attacker.example'].filter(isLoopback)).toEqual([])
    expect(bracketed('::1')).toBe('[::1]')
  })
})
