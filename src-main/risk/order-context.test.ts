import { describe, expect, it } from 'vitest'
import { price } from '../domain/index.ts'
import { contextOf } from './order-context.ts'
import { intentWith, snapshotWith } from './testing/fixtures.ts'

const priceAt = (side: 'buy' | 'sell', limit: string): string | undefined =>
  contextOf(intentWith({ side, type: 'limit', limitPrice: price(limit) }), snapshotWith())?.price.toFixed()

describe('contextOf', () => {
  it('expects a market order to trade at the market and a limit order at its limit', () => {
    expect(contextOf(intentWith(), snapshotWith())?.price.toFixed()).toBe('50000')
    expect([priceAt('buy', '49000'), priceAt('buy', '51000'), priceAt('sell', '51000')]).toEqual([
      '49000',
      '51000',
      '51000',
    ])
  })

  it('expects a sell limit below the market to trade at the market, so that it is not taken for smaller than it is', () => {
    expect(priceAt('sell', '49000')).toBe('50000')
  })

  it('counts distance and fees both ways as the loss at the stop', () => {
    const intent = intentWith({ stopLossPrice: price('49000') })
    expect(contextOf(intent, snapshotWith())?.unitLoss?.toFixed()).toBe('1049.5')
    expect(contextOf(intentWith(), snapshotWith())?.unitLoss).toBeUndefined()
  })

  it('is missing without a usable price', () => {
    for (const referencePrice of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(contextOf(intentWith(), snapshotWith({ referencePrice }))).toBeUndefined()
    }
    expect(contextOf(intentWith({ type: 'limit', limitPrice: price(0) }), snapshotWith())).toBeUndefined()
  })
})
