import { describe, expect, it } from 'vitest'
import { PriceAlertWatch } from './price-alert-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

const WANTED = {
  priceAlertId: 'price-1',
  instrumentId: 'simulated:BTC-PERP',
  price: '64000.5',
  direction: 'above',
  note: 'breakout',
  createdAtMs: Date.UTC(2026, 0, 31, 12, 0, 5),
} as const

describe('PriceAlertWatch', () => {
  it('tells what was reached, when on the market’s clock, and the note, as something that is over', () => {
    const { book } = bookRig()
    const watch = new PriceAlertWatch({ book, nowMs: () => Date.UTC(2026, 0, 31, 13, 0, 0) })
    watch.handleReached({ alert: WANTED, price: 64_010 })
    const [alert] = book.all()
    expect(alert).toMatchObject({
      code: 'PRICE_REACHED',
      severity: 'info',
      subject: WANTED.instrumentId,
      instrumentId: WANTED.instrumentId,
      title: 'BTC-PERP reached 64,000.5',
      detail:
        'The price rose to 64,010 at 2026-01-31 13:00:00 UTC; 64,000.5 was waited for since 2026-01-31 12:00:05 UTC. breakout.',
      raisedAtMs: 1_000_000,
      resolvedAtMs: 1_000_000,
    })
  })

  it('says that a price fell, and leaves out an empty note', () => {
    const { book } = bookRig()
    const watch = new PriceAlertWatch({ book, nowMs: () => 0 })
    watch.handleReached({ alert: { ...WANTED, direction: 'below', note: '' }, price: 63_000 })
    expect(book.all()[0]?.detail).toMatch(/^The price fell to 63,000 .* UTC\.$/)
  })
})
