import type { OrderDraftInput, PreviewView } from '../../src-contract/index.ts'
import { axeFindings } from '../support/axe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, freshQuote, ordersOf, priceNear } from '../support/hand-orders.ts'
import { holdBitcoin } from '../support/market-run.ts'
import type { Ticket } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND }, contextOptions: { reducedMotion: 'reduce' } })

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

const newestOrder = async (engine: EngineAccess) => (await ordersOf(engine))[0]
const chooseTime = (ticket: Ticket, time: string) =>
  ticket.panel.getByRole('combobox', { name: 'Time in force' }).selectOption(time)

async function send(ticket: Ticket): Promise<void> {
  await expect(ticket.confirm).toBeEnabled()
  await ticket.confirm.click()
  await expect(ticket.panel.locator('.ticket-sent')).toBeVisible()
}

test('how long an order lives, and whether it may take, is said in the ticket', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  const { ticket } = workbench
  const quote = await freshQuote(engine)
  await ticket.write({ Price: priceNear(quote, -0.01), Quantity: '0.01' })

  await test.step('until a moment, which has to be chosen', async () => {
    await chooseTime(ticket, 'GTD')
    await expect(ticket.confirm).toHaveText('Choose when the order ends')
    await ticket.panel.getByRole('combobox', { name: 'Ends' }).selectOption({ label: 'in an hour' })
    await ticket.panel.getByRole('checkbox', { name: 'Post-only' }).check()
    await send(ticket)
    const order = await newestOrder(engine)
    expect(order).toMatchObject({ timeInForce: 'GTD', postOnly: true })
    const leftMs = (order?.expireAtMs ?? 0) - (order?.createdAtMs ?? 0)
    expect(leftMs).toBeGreaterThan(HOUR_MS - MINUTE_MS)
    expect(leftMs).toBeLessThan(HOUR_MS + MINUTE_MS)
  })

  await test.step('a moment that has passed is a fault at its field', async () => {
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem('wheelhouse.ticket') ?? '{}') as { choices: object }
      const past = JSON.stringify({ ...kept, choices: { ...kept.choices, expireAtMs: 60_000 } })
      // Written as the page goes, after what the page itself writes.
      window.addEventListener('pagehide', () => sessionStorage.setItem('wheelhouse.ticket', past))
    })
    await page.reload()
    const ends = ticket.panel.getByRole('combobox', { name: 'Ends' })
    await expect(ends).toHaveAttribute('aria-invalid', 'true')
    await expect(ticket.confirm).toBeDisabled()
    await expect(ticket.panel).toContainText('has passed')
    expect((await axeFindings(page, 'an end that has passed', { within: '.ticket' })).join('\n')).toBe('')
  })

  await test.step('at once or not at all: what does not fill expires, and post-only is not offered', async () => {
    await chooseTime(ticket, 'FOK')
    await expect(ticket.panel.getByRole('checkbox', { name: 'Post-only' })).toBeHidden()
    await send(ticket)
    await expect.poll(async () => (await newestOrder(engine))?.state).toBe('expired')
    expect(await newestOrder(engine)).toMatchObject({ timeInForce: 'FOK', postOnly: false })
  })
})

test('a trailing stop that only reduces follows the price of a position', async ({ engine, workbench }) => {
  await workbench.open(engine)
  const { ticket } = workbench
  await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.05 })
  await ticket.choose('Order type', 'Conditional')
  await ticket.panel.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Trailing stop' })
  await ticket.choose('Side', 'Sell')
  await ticket.panel.getByRole('checkbox', { name: 'Reduce-only' }).check()
  await ticket.write({ Quantity: '0.02', Distance: 'far' })
  await expect(ticket.field('Distance')).toHaveAttribute('aria-invalid', 'true')
  await ticket.write({ Distance: '2' })
  await expect(ticket.confirm).toHaveText(/^Sell 0\.020 BTC trailing stop 2\.00\s%, reduce-only$/)
  await send(ticket)
  await expect
    .poll(() => ordersOf(engine))
    .toContainEqual(
      expect.objectContaining({
        type: 'trailingStop',
        reduceOnly: true,
        trailing: { kind: 'fraction', fraction: 0.02 },
      }),
    )
})

test('a size by volatility and by Kelly is what the engine reckons, or says why it cannot be reckoned', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const { ticket } = workbench
  const writePrices = async () => {
    const quote = await freshQuote(engine)
    const prices = { limitPrice: priceNear(quote, -0.01), stopLossPrice: priceNear(quote, -0.02) }
    await ticket.write({ Price: prices.limitPrice, Stop: prices.stopLossPrice })
    return prices
  }
  const preview = async (size: OrderDraftInput['size'], prices: Awaited<ReturnType<typeof writePrices>>) => {
    const order = { instrumentId: BTC, side: 'buy', type: 'limit', size, ...prices } as const
    return (await engine.call<PreviewView>('POST', '/orders/preview', order)).body
  }
  const converted = ticket.panel.locator('.ticket-converted span').first()
  const byVolatility = { kind: 'volatilityTarget', fraction: 0.04 } as const

  await test.step('by volatility, which is known from the bars of before', async () => {
    await ticket.choose('Size by', 'Vol')
    await ticket.write({ Volatility: '4' })
    const { quantity } = await preview(byVolatility, await writePrices())
    expect(Number(quantity)).toBeGreaterThan(0)
    await expect(converted).toHaveText(`${Number(quantity).toFixed(3)} BTC`)
    await expect(ticket.confirm).toHaveText(new RegExp(`^Buy ${Number(quantity).toFixed(3)} BTC limit `))
  })

  await test.step('by Kelly, which needs a stop and a record', async () => {
    await ticket.choose('Size by', 'Kelly')
    await ticket.write({ 'Of Kelly': '50', 'At most': '1' })
    const byKelly = { kind: 'kelly', multiplier: 0.5, maxFraction: 0.01 } as const
    const { denial } = await preview(byKelly, await writePrices())
    expect(denial?.code).toBe('KELLY_TOO_FEW_TRADES')
    await expect(ticket.field('Of Kelly')).toHaveAttribute('aria-invalid', 'true')
    await expect(ticket.panel).toContainText(denial?.message ?? 'a message')
    await expect(ticket.confirm).toBeDisabled()
    await expect(converted).toHaveText('·')
    expect((await axeFindings(page, 'a size by Kelly', { within: '.ticket' })).join('\n')).toBe('')
    await ticket.write({ 'At most': '101' })
    await expect(ticket.field('At most')).toHaveAttribute('aria-invalid', 'true')
  })
})
