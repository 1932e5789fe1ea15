import { describe, expect, it } from 'vitest'
import { probeEngine } from './probe.ts'

const ask = (answer: () => Promise<{ status: number }>) =>
  probeEngine({ baseUrl: 'http://engine', token: 'secret', fetch: answer })

describe('probeEngine', () => {
  it.each([
    [200, 'ready'],
    [401, 'denied'],
    [403, 'denied'],
    [503, 'starting'],
    [500, 'unreachable'],
    [404, 'unreachable'],
  ])('understands status %i as %s', async (status, result) => {
    expect(await ask(async () => ({ status }))).toBe(result)
  })

  it('is unreachable when nothing answers', async () => {
    expect(await ask(() => Promise.reject(new TypeError('Failed to fetch')))).toBe('unreachable')
  })

  it('shows the token in a header, never in the address', async () => {
    const asked: [string, RequestInit][] = []
    await probeEngine({
      baseUrl: 'http://engine',
      token: 'secret',
      fetch: async (url, init) => {
        asked.push([url, init])
        return { status: 200 }
      },
    })
    expect(asked[0]?.[0]).toBe('http://engine/api/status')
    expect(asked[0]?.[1].headers).toEqual({ authorization: 'Bearer secret' })
  })
})
