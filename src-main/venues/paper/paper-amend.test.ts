import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type MarketEvent, money } from '../../domain/index.ts'
import { bar } from '../testing/matching.ts'
import { type OrderWords, TEST_INSTRUMENT, testOrder, trailing } from '../testing/orders.ts'
import { openPaper, type Paper, quoteOf, tradeOf } from '../testing/paper.ts'

function barEvent(words: string): MarketEvent {
  return { kind: 'candle', instrumentId: TEST_INSTRUMENT.instrumentId, candle: bar(words), closed: true }
}

/** The words are the order as it shall be; gives the kind of the answer, with its reason where it has one. */
async function amend({ venue, facts }: Paper, words: OrderWords): Promise<string> {
  await venue.drained()
  const before = facts.length
  const { orderId, instrumentId, quantity, limitPrice, triggerPrice } = testOrder(words)
  venue.amend({ orderId, instrumentId, quantity, limitPrice, triggerPrice })
  await venue.drained()
  const fact = facts[before]
  return fact && 'reason' in fact ? `${fact.kind}: ${fact.reason}` : String(fact?.kind)
}

async function open(): Promise<Paper> {
  const paper = await openPaper({ startingCash: money(100) })
  await paper.handle(quoteOf(TEST_INSTRUMENT, 99.5, 100))
  return paper
}

describe('An amendment at the paper venue', () => {
  it('counts what the order itself binds only once', async () => {
    const paper = await open()
    paper.venue.submit(testOrder({ quantity: '4', limit: '90' }))
    expect(await amend(paper, { quantity: '5.5', limit: '90' })).toBe('amended')
    expect(await amend(paper, { quantity: '5.6', limit: '90' })).toBe(
      'amendRejected: insufficient margin: 100.80 USDT is needed, 100.00 USDT is free',
    )
  })

  it('says how much had filled where it leaves nothing to trade', async () => {
    const paper = await openPaper()
    await paper.handle(quoteOf(TEST_INSTRUMENT, 99.5, 100, 1))
    paper.venue.submit(testOrder({ id: 'small', quantity: '3', limit: '100' }))
    await paper.venue.drained()
    expect(await amend(paper, { id: 'small', quantity: '1', limit: '100' })).toBe(
      'cancelled: amended to 1, of which 1 has filled already',
    )
  })

  it('leaves the trigger of an order that was triggered already', async () => {
    const paper = await open()
    paper.venue.submit(testOrder({ id: 'stop', trigger: '105' }))
    await paper.handle(tradeOf(TEST_INSTRUMENT, 105))
    expect(await amend(paper, { id: 'stop', trigger: '110' })).toBe(
      'amendRejected: the order was triggered already, so its trigger price stays',
    )
  })

  it('does not make a post-only order take', async () => {
    const paper = await open()
    paper.venue.submit(testOrder({ limit: '95', postOnly: true }))
    expect(await amend(paper, { limit: '100', postOnly: true })).toContain('post-only: the order would trade at once')
    expect(await amend(paper, { limit: '99.5', postOnly: true })).toBe('amended')
    await paper.handle(quoteOf(TEST_INSTRUMENT, 98, 99))
    expect(paper.facts.at(-1)).toMatchObject({ kind: 'filled', liquidity: 'maker' })
  })

  it('keeps the best price of a trailing stop', async () => {
    const paper = await open()
    paper.venue.submit(testOrder({ id: 'held', quantity: '2' }))
    paper.venue.submit(testOrder({ id: 'trail', side: 'sell', quantity: '2', trailing: trailing('3') }))
    await paper.handle(tradeOf(TEST_INSTRUMENT, 110))
    expect(await amend(paper, { id: 'trail', side: 'sell', quantity: '1', trailing: trailing('3') })).toBe('amended')
    await paper.handle(tradeOf(TEST_INSTRUMENT, 107), quoteOf(TEST_INSTRUMENT, 106, 106.5))
    expect(paper.told.slice(-1)).toEqual(['trail filled'])
    expect(paper.facts.at(-1)).toMatchObject({ quantity: money(1), price: money(106) })
  })

  it('of the quantity alone leaves a resting order resting, also over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paper-'))
    const file = join(folder, 'paper.db')
    const first = await openPaper({ file })
    await first.handle(barEvent('100 100 100 100'))
    first.venue.submit(testOrder({ limit: '99' }))
    await first.handle(barEvent('100 101 99.5 100'))
    expect(await amend(first, { quantity: '2', limit: '99' })).toBe('amended')
    await first.venue.close()
    const second = await openPaper({ file })
    await second.handle(barEvent('98 98.5 97 98'))
    expect(second.facts).toMatchObject([{ kind: 'filled', quantity: money(2), price: money(98), liquidity: 'maker' }])
    await second.venue.close()
    await rm(folder, { recursive: true })
  })
})
