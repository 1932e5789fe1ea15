import { describe, expect, it } from 'vitest'
import { ERROR_TABLE } from '../../src-contract/index.ts'
import { probeEngine } from './probe.ts'

const answerOf = (status: number, body: unknown = {}) => ({ status, json: async () => body })
const ask = (answer: () => Promise<ReturnType<typeof answerOf>>) =>
  probeEngine({ baseUrl: 'http://engine', token: 'secret', account: undefined, fetch: answer })

describe('probeEngine', () => {
  it.each([
    [200, 'ready'],
    [401, 'denied'],
    [403, 'denied'],
    [503, 'starting'],
    [500, 'unreachable'],
    [404, 'unreachable'],
  ])('understands status %i as %s', async (status, result) => {
    expect(await ask(async () => answerOf(status))).toBe(result)
  })

  it('tells an account that is not traded on from a door that has no such page', async () => {
    expect(await ask(async () => answerOf(404, { code: 'ACCOUNT_NOT_TRADED' }))).toBe('notTraded')
    expect(await ask(async () => answerOf(404, { code: 'NOT_FOUND' }))).toBe('unreachable')
    expect(await ask(async () => answerOf(404, null))).toBe('unreachable')
  })

  it('says what the engine waits for, where it says so', async () => {
    const reason = 'Binance spot cannot be reached.'
    expect(await ask(async () => answerOf(503, { code: 'NOT_READY', message: reason }))).toEqual({
      kind: 'waiting',
      reason,
    })
    const { message } = ERROR_TABLE.NOT_READY
    expect(await ask(async () => answerOf(503, { code: 'NOT_READY', message }))).toBe('starting')
  })

  it('is unreachable when nothing answers', async () => {
    expect(await ask(() => Promise.reject(new TypeError('Failed to fetch')))).toBe('unreachable')
  })

  it('shows token and account in headers, never in the address', async () => {
    const asked: [string, RequestInit][] = []
    await probeEngine({
      baseUrl: 'http://engine',
      token: 'secret',
      account: 'main',
      fetch: async (url, init) => {
        asked.push([url, init])
        return answerOf(200)
      },
    })
    expect(asked[0]?.[0]).toBe('http://engine/api/status')
    expect(asked[0]?.[1].headers).toEqual({ authorization: 'Bearer secret', 'x-wheelhouse-account': 'main' })
  })
})
