import type { Exchange } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { UserFrames, type UserNews } from './user-frames.ts'

interface FakeExchange {
  readonly seen: unknown[]
  handleMessage(client: { readonly url: string }, message: unknown): void
}

function openFrames() {
  const exchange: FakeExchange = {
    seen: [],
    handleMessage(_, message) {
      this.seen.push(message)
    },
  }
  const frames = new UserFrames(
    exchange as unknown as Exchange,
    (url) => url === 'user',
    () => undefined,
  )
  const news: UserNews[] = []
  frames.onNews((each) => news.push(each))
  return { exchange, frames, news }
}

describe('Frames of an account', () => {
  it('are taken as they come, also under the id of a subscription, and ccxt sees all others', () => {
    const { exchange, news } = openFrames()
    const report = { e: 'executionReport', s: 'BTCUSDT' }
    exchange.handleMessage({ url: 'user' }, { subscriptionId: 0, event: report })
    exchange.handleMessage({ url: 'user' }, { e: 'ORDER_TRADE_UPDATE' })
    exchange.handleMessage({ url: 'user' }, { id: '1', status: 200, result: { subscriptionId: 0 } })
    exchange.handleMessage({ url: 'market' }, { e: 'kline' })
    expect(news.map((each) => (each.kind === 'frame' ? each.frame.e : each.kind))).toEqual([
      'executionReport',
      'ORDER_TRADE_UPDATE',
    ])
    expect(exchange.seen).toHaveLength(2)
  })

  it('that are cut short are told as such, where they came through the socket of the account', () => {
    const { exchange, news } = openFrames()
    exchange.handleMessage({ url: 'user' }, '{"e":"executionRep')
    exchange.handleMessage({ url: 'market' }, '{"e":"kli')
    expect(news).toEqual([{ kind: 'unreadable' }])
    expect(exchange.seen).toEqual(['{"e":"kli'])
  })

  it('go to ccxt once nobody takes them any more', () => {
    const { exchange, frames, news } = openFrames()
    frames.dispose()
    exchange.handleMessage({ url: 'user' }, { e: 'executionReport' })
    expect([news, exchange.seen.length]).toEqual([[], 1])
  })
})
