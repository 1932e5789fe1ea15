import { expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { accountAlertBook, firstAccountAlertBook } from './account-alert-book.ts'
import { AlertBook } from './alert-book.ts'
import type { AlertCause } from './alert-cause.ts'

const FAULT: AlertCause = {
  code: 'FEED_STALE',
  subject: 'binance:BTC-USDT',
  severity: 'warning',
  title: 'BTC-USDT is stale',
  detail: 'No price for 20 s.',
  instrumentId: null,
}

function books() {
  const all = new AlertBook({
    clock: new ManualClock(1_700_000_000_000),
    onError: (error) => expect.fail(String(error)),
  })
  return { all, first: firstAccountAlertBook(all, ['hedge']), hedge: accountAlertBook(all, 'hedge') }
}

it('keeps the same cause of two accounts apart, and names the other account in the title', () => {
  const { all, first, hedge } = books()
  first.raise(FAULT)
  hedge.raise(FAULT)
  expect(all.all().map(({ title, count }) => [title, count])).toEqual([
    ['BTC-USDT is stale', 1],
    ['hedge: BTC-USDT is stale', 1],
  ])
})

it('shows each account what stands of its own, with the subject as it gave it', () => {
  const { first, hedge } = books()
  hedge.raise(FAULT)
  expect(first.standingOf('FEED_STALE')).toEqual([])
  expect(hedge.standingOf('FEED_STALE')).toMatchObject([{ subject: FAULT.subject }])
  first.raise({ ...FAULT, subject: 'binance:ETH-USDT' })
  expect(first.standingOf('FEED_STALE')).toMatchObject([{ subject: 'binance:ETH-USDT' }])
  expect(hedge.standingOf('FEED_STALE')).toHaveLength(1)
})

it('ends a cause for the account that it is gone for', () => {
  const { all, first, hedge } = books()
  const whole = { ...FAULT, subject: null }
  first.raise(whole)
  hedge.raise(whole)
  expect(hedge.resolve(whole)).toMatchObject({ subject: null })
  expect(hedge.isStanding(whole)).toBe(false)
  expect(first.isStanding(whole)).toBe(true)
  expect(all.standingOf('FEED_STALE')).toHaveLength(1)
  expect(hedge.note(whole)).toMatchObject({ title: 'hedge: BTC-USDT is stale', subject: null })
})
