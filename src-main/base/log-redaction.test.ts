import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from './decimal.ts'
import { LogRedaction } from './log-redaction.ts'

const SECRET = 'k3y-of-the-exchange'
const redaction = new LogRedaction(() => [SECRET, 'abc'])

describe('LogRedaction', () => {
  it.each([
    'token',
    'accessToken',
    'API_KEY',
    'apiKey',
    'secret',
    'clientSecret',
    'password',
    'Authorization',
    'private_key',
  ])('hides the value of %s at any depth', (key) => {
    expect(redaction.fields({ a: { b: [{ [key]: 'x' }] } })).toEqual({ a: { b: [{ [key]: '[hidden]' }] } })
  })

  it('leaves keys that only look alike', () => {
    expect(redaction.fields({ key: 'a', pass: 1, orderId: 'wh-1' })).toEqual({ key: 'a', pass: 1, orderId: 'wh-1' })
  })

  it('hides a known secret wherever it occurs in a text, but no text so short that it occurs by chance', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(redaction.text(`${before}${SECRET}${after}`)).not.toContain(SECRET)
      }),
    )
    expect(redaction.text('abcdef')).toBe('abcdef')
  })

  it('keeps what an error says, without its secrets', () => {
    const error = Object.assign(new Error(`refused ${SECRET}`, { cause: new TypeError('socket') }), { apiKey: 'x' })
    const { error: clean } = redaction.fields({ error })
    expect(clean).toMatchObject({
      name: 'Error',
      message: 'refused [hidden]',
      apiKey: '[hidden]',
      cause: { name: 'TypeError', message: 'socket' },
    })
    expect(JSON.stringify(clean)).not.toContain(SECRET)
  })

  it('makes what JSON cannot say fit for it', () => {
    const circle: Record<string, unknown> = {}
    circle['circle'] = circle
    const clean = redaction.fields({
      price: new Decimal('0.1'),
      big: 12n,
      ratio: Number.NaN,
      bytes: new Uint8Array(3),
      map: new Map([['a', 1]]),
      circle,
    })
    expect(clean).toMatchObject({ price: '0.1', big: '12', ratio: 'NaN', bytes: '[3 bytes]', map: [['a', 1]] })
    expect(JSON.stringify(clean)).toContain('[too deep]')
  })
})
