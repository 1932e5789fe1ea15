import { describe, expect, it } from 'vitest'
import { BINANCE_SPOT } from '../profiles/binance.ts'
import { shownLocation, VenueRoutes } from './venue-routes.ts'

const routes = new VenueRoutes(BINANCE_SPOT, 'main-account')

describe('the way of an address', () => {
  it.each([
    ['https://api.binance.com/api/v3/time', 'rest', 'http://127.0.0.1:9900', 'http://127.0.0.1:9900/api/v3/time'],
    [
      'https://api.binance.com/sapi/v1/x?a=1',
      'rest',
      'http://me:pw@host/base/',
      'http://me:pw@host/base/sapi/v1/x?a=1',
    ],
    ['wss://stream.binance.com:9443/ws/0', 'streams', 'ws://127.0.0.1:1/stream', 'ws://127.0.0.1:1/stream/ws/0'],
    ['wss://ws-api.binance.com:443/ws-api/v3', 'account-streams', 'ws://127.0.0.1:1', 'ws://127.0.0.1:1/ws-api/v3'],
  ])('%s leads to the service "%s"', (...row) => {
    const [address, part, host, sent] = row
    const route = routes.routeOf(address)
    expect(route).toMatchObject({ service: `main-account-${part}`, part })
    expect(route.at(host)).toBe(sent)
    expect(routes.partOf(address)).toBe(part)
  })

  it('goes by the longest beginning, where one begins with another', () => {
    const [rest] = BINANCE_SPOT.services
    if (!rest) throw new Error('no service')
    const services = [rest, { ...rest, part: 'wallet', prefix: `${rest.prefix}/sapi` }]
    const both = new VenueRoutes({ ...BINANCE_SPOT, services }, 'a')
    expect(both.partOf('https://api.binance.com/sapi/v1/x')).toBe('wallet')
    expect(both.partOf('https://api.binance.com/api/v3/x')).toBe('rest')
    expect(both.partOf('https://api.binance.com/sapiens')).toBe('rest')
  })

  it.each([
    'https://fapi.binance.com/fapi/v1/time',
    'https://api.binance.com.evil.example/api/v3/order',
    'https://api.binance.com:8443/api/v3/time',
    'http://api.binance.com/api/v3/time',
    'no address',
  ])('%s leads nowhere: it is refused, without what it carries', (address) => {
    expect(routes.partOf(address)).toBeUndefined()
    const act = (): unknown => routes.routeOf(`${address}?signature=abc`)
    expect(act).toThrow(/was not sent: it belongs to no service of Binance spot/)
    expect(act).not.toThrow('signature')
  })

  it('is shown without user, password and what is asked', () => {
    expect(shownLocation('wss://me:pw@fstream.binance.com/private/ws?listenKey=abc')).toBe(
      'wss://fstream.binance.com/private/ws',
    )
    expect(shownLocation('?')).toBe('an address that is none')
  })
})
