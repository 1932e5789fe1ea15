import type { Page } from '@playwright/test'
import type { StatusView } from '../../src-contract/index.ts'
import { Decimal } from '../../src-main/base/index.ts'
import { axeFindings } from '../support/axe.ts'
import { expect, test } from '../support/fixtures.ts'
import { freshQuote, ordersOf, placeOrder, draft, priceNear } from '../support/hand-orders.ts'
import { TwoAccounts } from '../support/two-accounts.ts'
import { Palette } from '../support/workspace.ts'

const banner = (page: Page) => page.getByRole('banner')
const shown = (page: Page) => banner(page).getByRole('button', { name: /^Account \S+: choose another$/ })
const choice = (page: Page, name: string) => page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) })

test('the window shows the account that is chosen, each tab its own, and nothing of another', async ({
  page,
  context,
  workbench,
  pageFaults,
}) => {
  // The page before the choice has gone, and its sockets with it.
  pageFaults.expect(/WebSocket/)
  await using accounts = await TwoAccounts.start()
  const { engine, main } = accounts
  await workbench.open(engine)
  const quote = await freshQuote(engine)
  const { status } = await placeOrder(engine, draft({ type: 'limit', limitPrice: priceNear(quote, -0.02) }))
  expect(status).toBe(201)
  await expect(workbench.tab('Orders')).toHaveAccessibleName('Orders 1')
  await workbench.ticket.write({ Quantity: '0.77' })

  await test.step('it is opened and chosen by keys', async () => {
    await expect(shown(page)).toHaveText('paper')
    await expect(workbench.ticket.panel).toContainText('on paper')
    await shown(page).focus()
    await page.keyboard.press('Enter')
    await expect(choice(page, 'paper')).toBeChecked()
    await expect(choice(page, 'main')).toContainText('active')
    await expect(choice(page, 'main')).toContainText('live')
    expect(await axeFindings(page, 'choice of an account', { within: '.menu', themes: ['dark'] })).toEqual([])
    await page.keyboard.press('ArrowDown')
    await expect(choice(page, 'main')).toBeFocused()
    await page.keyboard.press('Enter')
  })

  await test.step('money is told from paper, and no order, price or entry of the other is left', async () => {
    await expect(shown(page)).toHaveText('main')
    await expect(page.locator('.environment-strip')).toHaveClass(/environment-live/)
    await expect(banner(page).getByText('live', { exact: true })).toBeVisible()
    await expect(page.getByText('paper', { exact: true })).toHaveCount(0)
    await expect(workbench.tab('Orders')).toHaveAccessibleName('Orders 0')
    await expect(workbench.ticket.panel).toContainText('on main')
    await expect(workbench.ticket.field('Quantity')).toHaveValue('')
  })

  await test.step('what is done goes to the account that is shown', async () => {
    await banner(page).getByRole('button', { name: 'Pause trading: no new entries' }).click()
    await expect(workbench.tradingState).toHaveText('reducing')
    expect((await main.get<StatusView>('/status')).tradingState).toBe('reducing')
    expect((await engine.get<StatusView>('/status')).tradingState).toBe('active')
    expect(await ordersOf(engine)).toHaveLength(1)
  })

  await test.step('a reload shows the same, another tab the first', async () => {
    await page.reload()
    await expect(shown(page)).toHaveText('main')
    const other = await context.newPage()
    await other.goto(engine.url)
    await expect(shown(other)).toHaveText('paper')
    await expect(banner(other).getByRole('button', { name: 'Other accounts: main: reducing' })).toBeVisible()
    await other.close()
  })
})

test('the palette changes to the other account, has its instruments refreshed, and changes back', async ({
  page,
  workbench,
  pageFaults,
}) => {
  pageFaults.expect(/WebSocket/)
  await using accounts = await TwoAccounts.start()
  const palette = new Palette(page)
  await workbench.open(accounts.engine)
  await expect(shown(page)).toHaveText('paper')
  await palette.take('account main', /^Trade on account main/)
  await expect(shown(page)).toHaveText('main')
  await expect(workbench.ticket.panel).toContainText('on main')

  await test.step('what the venue has changed is shown and reckoned with at once', async () => {
    const facts = workbench.group('Watchlist').getByRole('region', { name: 'Facts of BTC-USDT' })
    await expect(facts).toContainText('tick 0.01')
    await expect(workbench.ticket.panel).not.toContainText('Halted')
    const bitcoin = accounts.exchange.venue.spot.market('BTCUSDT')
    bitcoin.changeRules({ tickSize: new Decimal('0.5') })
    bitcoin.setStatus('BREAK')
    await palette.take('>refresh', /^Refresh instruments/)
    await expect(page.getByText('1 instrument refreshed')).toBeVisible()
    await expect(facts).toContainText('tick 0.5')
    await expect(workbench.group('Watchlist').getByText('Halted', { exact: true })).toHaveAttribute(
      'title',
      /takes no orders for BTC-USDT/,
    )
    await expect(workbench.ticket.panel).toContainText('Halted at the venue')
    await workbench.ticket.write({ Price: '50000.3' })
    await expect(workbench.ticket.panel).toContainText('Tick is 0.5. Nearest 50,000.5')
  })

  await test.step('where the venue cannot be asked, it is said', async () => {
    const { faults } = accounts.exchange.venue
    faults.onRequest({ kind: 'serverError', status: 503, taken: false }, { matching: 'exchangeInfo', times: 20 })
    await palette.take('>refresh', /^Refresh instruments/)
    const messages = page.getByRole('region', { name: 'Messages' })
    await expect(messages).toContainText('The instruments were not refreshed')
    await expect(messages).toContainText(/The rules could not be read: .*Try again.*What was known before still holds/)
    faults.clear()
  })

  await palette.open()
  await palette.field.fill('trade on')
  await expect(palette.dialog.getByRole('option')).toHaveText([/^Trade on account paper.*active · paper/])
  await page.keyboard.press('Enter')
  await expect(shown(page)).toHaveText('paper')
})

test('the kill switch names its account, and stops no other', async ({ page, workbench, pageFaults }) => {
  pageFaults.expect(/WebSocket/)
  await using accounts = await TwoAccounts.start()
  const { engine, main } = accounts
  await workbench.open(engine)
  await shown(page).click()
  await choice(page, 'main').click()
  await expect(shown(page)).toHaveText('main')
  await banner(page).getByRole('button', { name: /^Kill/ }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('Only "main" stops: other accounts go on.')
  await expect(question.getByText('live', { exact: true })).toBeVisible()
  await workbench.holdToConfirm(question, 'Hold to close everything and halt')
  await expect(workbench.tradingState).toHaveText('halted')
  expect((await main.get<StatusView>('/status')).tradingState).toBe('halted')
  expect((await engine.get<StatusView>('/status')).tradingState).toBe('active')
})

test('an account that is not traded on any more gives way to the first one, and it is said', async ({
  page,
  workbench,
  pageFaults,
}) => {
  pageFaults.expect(/WebSocket/, /404/)
  await using accounts = await TwoAccounts.start()
  await page.addInitScript(() => {
    if (sessionStorage.getItem('begun') === null) sessionStorage.setItem('wheelhouse.account', 'gone')
    sessionStorage.setItem('begun', 'yes')
  })
  await workbench.open(accounts.engine)
  await expect(shown(page)).toHaveText('paper')
  await expect(page.getByText('The engine does not trade on "gone"')).toBeVisible()
})
