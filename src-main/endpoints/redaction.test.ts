import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSecrets, shownError, withoutSecrets } from './redaction.ts'

const secret = fc.stringMatching(/^[A-Za-z0-9]{16,40}$/)
const secrets = fc.record({ user: secret, password: secret, token: secret, key: secret })

describe('a text that is shown', () => {
  it('never holds user, password, token of the path or value of the query, wherever they stand in it', () => {
    const words = fc.array(fc.constantFrom('url', 'user', 'password', 'token', 'key', 'other'), { maxLength: 8 })
    fc.assert(
      fc.property(secrets, words, ({ user, password, token, key }, parts) => {
        const url = `https://${user}:${password}@api.example.com/bot${token}/send?key=${key}`
        const texts = { url, user, password, token: `bot${token}`, key, other: 'failed' }
        const shown = withoutSecrets(parts.map((part) => texts[part]).join(' '), url)
        for (const hidden of [user, password, token, key]) expect(shown).not.toContain(hidden)
      }),
    )
  })

  it('hides secrets with letters that an address has to encode, in both spellings', () => {
    const url = 'https://me:p%40ss%2Fword@example.com'
    expect(withoutSecrets('p@ss/word or p%40ss%2Fword', url)).toBe('[hidden] or [hidden]')
  })

  it('keeps what says what went wrong', () => {
    const url = 'https://me:secret@example.com/v1/time'
    expect(withoutSecrets(`GET ${url} failed: HTTP 503 from /v1/time`, url)).toBe(
      'GET https://example.com failed: HTTP 503 from /v1/time',
    )
  })

  it('cuts addresses of others, too', () => {
    expect(withoutSecrets('moved to https://b.example.com/?token=abcdef.', 'https://a.example.com')).toBe(
      'moved to https://b.example.com',
    )
  })
})

describe('an address', () => {
  it.each([
    ['https://api.example.com', false],
    ['https://api.example.com/api/v3', false],
    ['wss://stream.example.com:9443/stream', false],
    ['https://user:hunter22@api.example.com', true],
    ['https://api.example.com/bot1234567890123456/send', true],
    ['https://api.example.com/v1?token=abcdef', true],
    ['no address, but maybe a secret', true],
  ])('%s: that it has secrets is %s', (url, expected) => {
    expect(hasSecrets(url)).toBe(expected)
  })
})

describe('an error that is shown', () => {
  it('is told by its innermost cause', () => {
    const error = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') })
    expect(shownError(error, 'http://127.0.0.1:9')).toBe('connect ECONNREFUSED 127.0.0.1:9')
  })

  it('is told by its code where it has no words', () => {
    const error = Object.assign(new AggregateError([new Error('one'), new Error('two')]), { code: 'ECONNREFUSED' })
    expect(shownError(error, 'http://localhost:9')).toBe('ECONNREFUSED')
  })

  it('may be anything that was thrown', () => {
    expect(shownError('timed out', 'http://localhost:9')).toBe('timed out')
  })
})
