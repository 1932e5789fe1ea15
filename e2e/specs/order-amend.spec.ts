import type { OrderView } from '../../src-contract/index.ts'
import { axeFindings } from '../support/axe.ts'
import { ChartPanel } from '../support/chart-panel.ts'
import { chartLines } from '../support/chart-probe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { draft, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'

test.use({ engineOptions: { config: BY_HAND }, contextOptions: { reducedMotion: 'reduce' } })

const TICK = 0.1
const LINE = 'Buy limit of 0.050'

/** A limit order to buy 0.05 below the market, once it works. */
async function workingOrder(engine: EngineAccess): Promise<OrderView> {
  const limitPrice = priceNear(await freshQuote(engine), -0.005)
  await placeOrder(engine, draft({ type: 'limit', limitPrice, size: { kind: 'quantity', quantity: '0.05' } }))
  const working = async () => (await ordersOf(engine)).find(({ state }) => state === 'working')
  await expect.poll(working).toBeDefined()
  const order = await working()
  if (order === undefined) throw new Error('the order does not work any more')
  return order
}

const termsNow = async (engine: EngineAccess): Promise<(number | string | null)[][]> =>
  (await ordersOf(engine))
    .filter(({ state }) => state === 'working')
    .map(({ limitPrice, quantity }) => [Number(limitPrice), Number(quantity)])

test('the terms of a working order are changed in a form that says the effect first', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const order = await workingOrder(engine)
  await workbench.show('Orders')
  const form = page.getByRole('alertdialog', { name: /^Change entry limit, buy BTC-PERP at / })
  const confirm = form.locator('.dialog-actions').getByRole('button').last()

  await test.step('it is reached by keys alone, from the row', async () => {
    await workbench.rows('Open orders').first().focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('button', { name: /^Change entry limit, buy BTC-PERP/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(form.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expect(confirm).toBeDisabled()
    await expect(form).toContainText('Write another price or quantity.')
  })

  await test.step('a fault stands at its field, and nothing can be sent', async () => {
    await form.getByRole('textbox', { name: 'Limit' }).fill('64000.07')
    await expect(form.getByRole('textbox', { name: 'Limit' })).toHaveAttribute('aria-invalid', 'true')
    await expect(form.getByText('Tick is 0.1. Nearest 64,000.1')).toBeVisible()
    await expect(confirm).toBeDisabled()
  })

  await test.step('what the risk check refuses cannot be sent', async () => {
    await form.getByRole('textbox', { name: 'Limit' }).fill(String(order.limitPrice))
    await form.getByRole('textbox', { name: 'Quantity' }).fill('50')
    await expect(form.getByRole('alert')).toBeVisible()
    await expect(confirm).toBeDisabled()
  })

  await test.step('other terms are named with their effect, and then they are the order’s', async () => {
    const price = Number((Number(order.limitPrice) - 10).toFixed(1))
    await form.getByRole('textbox', { name: 'Limit' }).fill(String(price))
    await form.getByRole('textbox', { name: 'Quantity' }).fill('0.04')
    await expect(confirm).toHaveText(/^Change to quantity 0\.040, limit [\d,.]+$/)
    await expect(form).toContainText('0.050 → 0.040')
    await expect(form).toContainText('Notional')
    expect((await axeFindings(page, 'the form', { within: '[role="alertdialog"]' })).join('\n')).toBe('')
    await confirm.click()
    await expect(form).toBeHidden()
    await expect.poll(() => termsNow(engine)).toEqual([[price, 0.04]])
  })

  await test.step('an order that ends while it is open cannot be changed any more', async () => {
    await workbench
      .rows('Open orders')
      .first()
      .getByRole('button', { name: /^Change / })
      .click()
    const working = (await ordersOf(engine)).find(({ state }) => state === 'working')
    await engine.call('POST', `/orders/${working?.orderId}/cancel`, {})
    await expect(form.getByText('This order has ended.')).toBeVisible()
    await expect(confirm).toBeDisabled()
  })
})

test('the line of a working order is dragged on the chart, and moved by keys', async ({ engine, page, workbench }) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  const order = await workingOrder(engine)
  const before = Number(order.limitPrice)
  await expect(chart.exit(LINE)).toHaveAttribute('aria-valuenow', String(before))

  await test.step('dropped, it waits on the tick beside its old place, and nothing is sent', async () => {
    // While prices are stale, on a busy machine, no line can be moved.
    await expect(chart.exit(LINE)).toHaveAttribute('aria-disabled', 'false')
    await chart.dragExit(LINE, 40)
    const wanted = await chart.exitPrice(LINE)
    expect(wanted).toBeLessThan(before)
    expect(wanted).toBeCloseTo(Math.round(wanted / TICK) * TICK, 6)
    await expect(chart.panel.getByText('not sent')).toBeVisible()
    expect((await chartLines(page)).find(({ role }) => role === 'former')?.price).toBe(before)
    expect(await termsNow(engine)).toEqual([[before, 0.05]])
    expect((await axeFindings(page, 'a dragged order', { within: '.chart-pills' })).join('\n')).toBe('')
  })

  await test.step('confirmed, it is the price of the order', async () => {
    const wanted = await chart.exitPrice(LINE)
    await chart.button(/^Change Buy limit to /).click()
    await expect.poll(() => termsNow(engine)).toEqual([[wanted, 0.05]])
    await expect(chart.panel.getByText('not sent')).toBeHidden()
    await expect(chart.exit(LINE)).toHaveAttribute('aria-valuenow', String(wanted))
  })

  await test.step('a buy limit stays below the market, and goes back where it is given up', async () => {
    const [[now] = []] = await termsNow(engine)
    await expect(chart.exit(LINE)).toHaveAttribute('aria-disabled', 'false')
    await chart.dragExitTo(LINE, 'top')
    expect(await chart.exitPrice(LINE)).toBeLessThan((await freshQuote(engine)).last * 1.001)
    await expect(chart.exit(LINE)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(chart.exit(LINE)).toHaveAttribute('aria-valuenow', String(now))
  })

  await test.step('arrows move it by a tick, Enter sends it', async () => {
    // While prices are stale, on a busy machine, no line can be moved.
    await expect(chart.exit(LINE)).toHaveAttribute('aria-disabled', 'false')
    const now = await chart.exitPrice(LINE)
    await chart.exit(LINE).focus()
    for (const key of ['ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
    const wanted = Number((now - 11 * TICK).toFixed(1))
    await expect(chart.exit(LINE)).toHaveAttribute('aria-valuenow', String(wanted))
    await page.keyboard.press('Enter')
    await expect.poll(() => termsNow(engine)).toEqual([[wanted, 0.05]])
  })
})
