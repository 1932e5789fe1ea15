import { describe, expect, it } from 'vitest'
import { addressFault, shownAddress } from './service-address.ts'

describe('an address', () => {
  it.each([
    ['https://user:pass@api.example.com/bot123:abc?key=value#part', 'https://api.example.com'],
    ['wss://stream.example.com:9443/ws?token=abc', 'wss://stream.example.com:9443'],
    ['tcp://user:pass@[::1]:9000', 'tcp://[::1]:9000'],
    ['no address, but maybe a secret', '[not a URL]'],
  ])('%s is shown as %s', (url, shown) => {
    expect(shownAddress(url)).toBe(shown)
  })

  it.each([
    ['http', 'https://example.com/path'],
    ['http', 'http://127.0.0.1:8080'],
    ['websocket', 'wss://example.com'],
    ['websocket', 'ws://example.com/ws'],
    ['tcp', 'tcp://example.com:9000'],
    ['tcp', 'tcp://[::1]:9000'],
  ] as const)('of kind %s may be %s', (kind, url) => {
    expect(addressFault(kind, url)).toBeUndefined()
  })

  it.each([
    ['http', 'example.com', 'must be an address such as "https://example.com", got 11 characters that are none'],
    ['http', 'wss://u:p@example.com/x', 'must begin with https:// or http:// for kind "http", got "wss://example.com"'],
    [
      'websocket',
      'https://example.com',
      'must begin with wss:// or ws:// for kind "websocket", got "https://example.com"',
    ],
    ['tcp', 'tcp://example.com', 'must name a port, such as "tcp://example.com:9000", got "tcp://example.com"'],
    ['tcp', 'tcp:///path', 'must name a host, such as "tcp://example.com:9000", got "tcp://"'],
  ] as const)('of kind %s may not be %s', (kind, url, fault) => {
    expect(addressFault(kind, url)).toBe(fault)
  })
})
