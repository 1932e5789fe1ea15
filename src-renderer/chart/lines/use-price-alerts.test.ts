import { expect, it } from 'vitest'
import type { PriceAlertView } from '../../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../../client/index.ts'
import { keepPriceAlerts } from './use-price-alerts.ts'

const alert = (priceAlertId: string): PriceAlertView => ({
  priceAlertId,
  instrumentId: 'simulated:BTC-PERP',
  price: '1',
  direction: 'above',
  note: '',
  createdAtMs: 0,
})

it('keeps the price alerts as they come and go, and begins anew with every snapshot', () => {
  let handler: TopicHandler<'priceAlerts'> | undefined
  const seen: string[][] = []
  const subscribe = ((_topic: string, _params: unknown, given: TopicHandler<'priceAlerts'>) => {
    handler = given
    return () => undefined
  }) as unknown as EngineClient['subscribe']
  keepPriceAlerts({ subscribe }, (alerts) => seen.push(alerts.map(({ priceAlertId }) => priceAlertId)))
  handler?.snapshot([alert('a'), alert('b')])
  handler?.deltas([
    { priceAlertId: 'a', alert: null },
    { priceAlertId: 'c', alert: alert('c') },
  ])
  handler?.snapshot([alert('d')])
  expect(seen).toEqual([['a', 'b'], ['b', 'c'], ['d']])
})
