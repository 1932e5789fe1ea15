import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Redaction } from './redaction.ts'

const redaction = new Redaction({ apiKey: 'key+/=1', secret: 'secret$&', passphrase: 'pass phrase' })

describe('what may be shown of a text', () => {
  it('never holds the secrets of the account', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('key+/=1', 'secret$&', 'pass phrase'), (a, b, secret) => {
        expect(redaction.clean(`${a}${secret}${b}`)).not.toContain(secret)
      }),
    )
  })

  it.each([
    ['a=1&signature=c8db5682&b=2', 'a=1&signature=[hidden]&b=2'],
    ['listenKey=pqia91ma', 'listenKey=[hidden]'],
    ['{"listenKey":"pqia91ma"}', '{"listenKey":"[hidden]"}'],
    ['{"apiKey": "abc", "x": 1}', '{"apiKey": "[hidden]", "x": 1}'],
    ['wss://me:word@host:9443/private/ws?listenKey=abc is closed', 'wss://host:9443 is closed'],
    ['GET https://api.binance.com/api/v3/order?timestamp=1', 'GET https://api.binance.com'],
    [`token ${'a1'.repeat(32)} refused`, 'token [hidden] refused'],
    ['Unknown order 6gCrw2kRUAF9CvJDGP16IP sent.', 'Unknown order 6gCrw2kRUAF9CvJDGP16IP sent.'],
  ])('is taken from "%s"', (text, shown) => {
    expect(new Redaction(undefined).clean(text)).toBe(shown)
  })
})
