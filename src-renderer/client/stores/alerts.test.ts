import { describe, expect, it } from 'vitest'
import type { AlertView, PriceAlertView } from '../../../src-contract/index.ts'
import { ALERT_ORDER } from './alerts.ts'
import { createKeyedStore, keepItems } from './keyed-store.ts'
import { keepPriceAlerts, PRICE_ALERT_ORDER } from './price-alerts.ts'

const alert = (alertId: string, raisedAtMs: number, resolvedAtMs: number | null = null): AlertView => ({
  alertId,
  code: 'FEED_STALE',
  severity: 'warning',
  title: alertId,
  detail: '',
  subject: null,
  instrumentId: null,
  raisedAtMs,
  count: 1,
  lastAtMs: raisedAtMs,
  acknowledgedAtMs: null,
  resolvedAtMs,
})

describe('alerts', () => {
  it('stand before those that are over, the newest first', () => {
    const store = createKeyedStore(ALERT_ORDER)
    const handler = keepItems(store)
    handler.snapshot([alert('old', 1), alert('over', 5, 6), alert('new', 4)])
    expect(store.getState().list.map(({ alertId }) => alertId)).toEqual(['new', 'old', 'over'])
    handler.deltas([alert('new', 4, 9)])
    expect(store.getState().list.map(({ alertId }) => alertId)).toEqual(['old', 'over', 'new'])
  })

  it('that stand are not pushed out by any number of others', () => {
    const store = createKeyedStore(ALERT_ORDER)
    const over = Array.from({ length: 600 }, (_, index) => alert(`over ${index}`, 100 + index, 1_000))
    keepItems(store).snapshot([alert('old', 1), ...over])
    expect(store.getState().list).toHaveLength(500)
    expect(store.getState().list[0]?.alertId).toBe('old')
  })
})

describe('prices that somebody waits for', () => {
  const waiting = (priceAlertId: string, createdAtMs: number): PriceAlertView => ({
    priceAlertId,
    instrumentId: 'simulated:BTC-PERP',
    price: '65000',
    direction: 'above',
    note: '',
    createdAtMs,
  })

  it('come the newest first, and leave when they are reached or removed', () => {
    const store = createKeyedStore(PRICE_ALERT_ORDER)
    const handler = keepPriceAlerts(store)
    const ids = () => store.getState().list.map(({ priceAlertId }) => priceAlertId)
    handler.snapshot([waiting('a', 1), waiting('b', 2)])
    handler.deltas([
      { priceAlertId: 'c', alert: waiting('c', 3) },
      { priceAlertId: 'b', alert: null },
    ])
    expect(ids()).toEqual(['c', 'a'])
    handler.snapshot([waiting('b', 2)])
    expect(ids()).toEqual(['b'])
  })
})
