import { axeFindings } from '../support/axe.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { freshQuote, ordersOf, priceNear } from '../support/hand-orders.ts'

test.use({ engineOptions: { config: BY_HAND }, contextOptions: { reducedMotion: 'reduce' } })

test('the ticket makes two orders of which the first that fills ends the other, and the table says so', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const { ticket } = workbench
  const quote = await freshQuote(engine)
  const [limit, stop] = [priceNear(quote, -0.01), priceNear(quote, 0.01)]
  await ticket.choose('Order type', 'OCO')
  const first = ticket.panel.getByRole('group', { name: 'First order' })
  const other = ticket.panel.getByRole('group', { name: 'Other order' })

  await test.step('each order has its kind and its price, both share the size', async () => {
    await first.getByRole('textbox', { name: 'Price', exact: true }).fill(limit)
    await ticket.write({ Quantity: '0.05' })
    await expect(ticket.confirm).toHaveText('Enter a trigger')
    await other.getByRole('textbox', { name: 'Trigger' }).fill('64000.07')
    await expect(other.getByRole('textbox', { name: 'Trigger' })).toHaveAttribute('aria-invalid', 'true')
    await expect(first.getByRole('textbox', { name: 'Price', exact: true })).not.toHaveAttribute('aria-invalid', 'true')
    await other.getByRole('textbox', { name: 'Trigger' }).fill(stop)
    await expect(ticket.confirm).toHaveText(/^Buy 0\.050 BTC limit [\d,.]+ or stop [\d,.]+$/)
    await expect(ticket.panel).toContainText('1 · Risk check: passes')
    await expect(ticket.panel).toContainText('2 · Risk check: passes')
    expect((await axeFindings(page, 'the ticket of a pair', { within: '.ticket' })).join('\n')).toBe('')
  })

  await test.step('what the risk check says of the other order stands at its field', async () => {
    await other.getByRole('textbox', { name: 'Trigger' }).fill(priceNear(quote, -0.02))
    await expect(ticket.panel).toContainText('2 · Risk check: denied')
    await expect(other.getByRole('textbox', { name: 'Trigger' })).toHaveAttribute('aria-invalid', 'true')
    await expect(ticket.confirm).toBeDisabled()
    await other.getByRole('textbox', { name: 'Trigger' }).fill(stop)
  })

  await test.step('one press makes both, of one group', async () => {
    await expect(ticket.confirm).toBeEnabled()
    await ticket.confirm.click()
    await expect(ticket.panel.locator('.ticket-sent')).toHaveCount(2)
    await expect
      .poll(async () => (await ordersOf(engine)).map(({ type, state }) => `${type} ${state}`).toSorted())
      .toEqual(['limit working', 'stop working'])
    const groups = new Set((await ordersOf(engine)).map(({ ocoGroup }) => ocoGroup))
    expect(groups.size).toBe(1)
    expect([...groups][0]).toMatch(/^oco-/)
  })

  await test.step('each row names the other order, and who ends it', async () => {
    await workbench.show('Orders')
    const panel = workbench.panel('Orders')
    await expect(
      panel.getByText(/^OCO with entry stop, buy BTC-PERP at [\d,.]+\. .* The engine sees to that/),
    ).toBeVisible()
    await expect(panel.getByText(/^OCO with entry limit, buy BTC-PERP at [\d,.]+\. /)).toBeVisible()
    expect((await axeFindings(page, 'a pair in the table', { within: '[role="tabpanel"]' })).join('\n')).toBe('')
  })

  await test.step('one that is cancelled leaves the other alone, and the row says so', async () => {
    await workbench
      .rows('Open orders')
      .filter({ hasText: 'limit' })
      .getByRole('button', { name: /^Cancel / })
      .click()
    await expect(workbench.rows('Open orders')).toHaveCount(1)
    await expect(
      workbench.panel('Orders').getByText('OCO The other order has ended; this one works on alone.'),
    ).toBeVisible()
  })
})

test('two sides cannot share the price of a stop, but its distance', async ({ engine, workbench }) => {
  await workbench.open(engine)
  const { ticket } = workbench
  const quote = await freshQuote(engine)
  await ticket.choose('Order type', 'OCO')
  const other = ticket.panel.getByRole('group', { name: 'Other order' })
  await ticket.write({ Price: priceNear(quote, -0.01), Quantity: '0.05', Stop: priceNear(quote, -0.02) })
  await other.getByText('Sell', { exact: true }).click()
  await other.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Limit' })
  await other.getByRole('textbox', { name: 'Price' }).fill(priceNear(quote, 0.01))
  await expect(ticket.field('Stop')).toHaveAttribute('aria-invalid', 'true')
  await expect(ticket.panel.getByText(/^Buy and sell cannot share this price/)).toBeVisible()
  await ticket.panel.getByRole('radio', { name: 'Distance' }).check()
  await ticket.write({ Stop: '300' })
  await expect(ticket.confirm).toHaveText(/^Buy 0\.050 BTC limit .* or Sell 0\.050 BTC limit /)
  await ticket.confirm.click()
  await expect
    .poll(async () =>
      (await ordersOf(engine)).map(({ limitPrice, stopLossPrice }) => Number(limitPrice) - Number(stopLossPrice)),
    )
    .toEqual(expect.arrayContaining([expect.closeTo(300, 6), expect.closeTo(-300, 6)]))
})
