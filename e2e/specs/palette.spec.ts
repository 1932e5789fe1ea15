import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { draft, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import type { StatusView } from '../../src-contract/index.ts'
import { Palette, windowSection } from '../support/workspace.ts'

test.use({ engineOptions: { config: BY_HAND } })

test('the palette finds instruments, actions, commands, orders, panels, layouts and settings', async ({
  engine,
  page,
  workbench,
}) => {
  const palette = new Palette(page)
  await workbench.open(engine)
  const symbol = (name: string) => workbench.panel('Chart').getByRole('application', { name: `Chart of ${name}, 1m` })

  await test.step('an instrument, with its price', async () => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Instrument or command/ })
      .click()
    await palette.field.fill('solana')
    await expect(palette.option(/^SOL-PERP/)).toHaveText(/\d{2,3}\.\d{2}.*[+−]\d/)
    await page.keyboard.press('Enter')
    await expect(symbol('SOL-PERP')).toBeVisible()
    await expect(page.getByRole('group', { name: 'Order for SOL-PERP' })).toBeVisible()
  })

  await test.step('an action on it opens the ticket, and sends nothing', async () => {
    await palette.take('sell', /^Sell…/)
    await expect(workbench.ticket.panel.getByRole('radio', { name: 'Sell' })).toBeChecked()
    await expect(workbench.ticket.field('Quantity')).toBeFocused()
    expect(await ordersOf(engine)).toEqual([])
  })

  await test.step('a command acts on the engine', async () => {
    const state = async () => (await engine.get<StatusView>('/status')).tradingState
    await palette.take('>pause', /^Pause trading/)
    await expect.poll(state).toBe('reducing')
    await palette.take('>resume', /^Resume trading/)
    await expect.poll(state).toBe('active')
  })

  await test.step('what was used last comes first', async () => {
    await palette.open()
    await expect(palette.dialog.getByRole('option').first()).toHaveText(/^Resume trading/)
    await expect(palette.dialog.getByRole('group', { name: 'Recent' }).getByRole('option').nth(1)).toHaveText(
      /^Pause trading/,
    )
    await page.keyboard.press('Escape')
    await expect(palette.dialog).toBeHidden()
  })

  await test.step('a working order, by its instrument', async () => {
    const limitPrice = priceNear(await freshQuote(engine), -0.02)
    const { status } = await placeOrder(engine, draft({ type: 'limit', limitPrice }))
    expect(status).toBe(201)
    await expect(workbench.tab('Orders')).toHaveAccessibleName('Orders 1')
    await palette.take('@btc buy', /^BTC-PERP buy 0\.010/)
    await expect(workbench.tab('Orders')).toBeFocused()
    await expect(symbol('BTC-PERP')).toBeVisible()
    await expect(workbench.rows('Open orders')).toHaveText(/BTC-PERP/)
  })

  await test.step('a layout and a setting', async () => {
    await palette.take('layout research', /^Open layout Research/)
    await expect(workbench.layoutTab('Research')).toHaveAttribute('aria-current', 'page')
    await palette.take('theme high contrast', /^Theme: High contrast/)
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
    await expect.poll(() => windowSection(engine)).toMatchObject({ theme: 'contrast' })
  })

  await test.step('nothing found says what to do, and Escape gives the focus back', async () => {
    await workbench.tab('Watchlist').focus()
    await palette.open()
    await palette.field.fill('no such thing')
    await expect(palette.dialog).toContainText('Nothing found')
    await page.keyboard.press('Escape')
    await expect(palette.dialog).toBeHidden()
    await expect(workbench.tab('Watchlist')).toBeFocused()
  })
})

test('the sheet names every shortcut; trading keys act only when switched on, and never while typing', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const side = (name: string) => workbench.ticket.panel.getByRole('radio', { name })
  const closeSheet = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
  }

  await test.step('off, they do nothing', async () => {
    await workbench.tab('Chart').focus()
    await page.keyboard.press('s')
    await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Trading keys off' })).toBeVisible()
    await expect(side('Buy')).toBeChecked()
    await expect(workbench.tab('Chart')).toBeFocused()
  })

  await test.step('the sheet is found by its key, and searched', async () => {
    await page.keyboard.press('Shift+?')
    await expect(sheet.getByRole('heading', { level: 3 })).toHaveText([
      'General',
      'Trading',
      'Panels',
      'Layouts',
      'Inside a panel',
    ])
    await expect(sheet.getByRole('term').filter({ hasText: /^Open layout Operate$/ })).toBeVisible()
    await sheet.getByRole('textbox', { name: 'Search' }).fill('maximise')
    await expect(sheet.getByRole('term').first()).toHaveText('Maximise or restore the panel')
    await expect(sheet.getByRole('definition').first()).toHaveText('AltEnter')
    await expect(sheet.getByRole('term').filter({ hasNotText: /maximise/i })).toHaveCount(0)
  })

  await test.step('switched on there, they are on in the configuration', async () => {
    await sheet.getByRole('button', { name: 'Switch on' }).click()
    await expect(sheet).toContainText('Trading keys are on')
    await expect.poll(() => windowSection(engine)).toMatchObject({ tradingKeys: true })
    await closeSheet()
    await expect(workbench.tab('Chart'), 'the focus is back').toBeFocused()
    await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Trading keys on' })).toBeVisible()
  })

  await test.step('a key prepares the order; in a field it is a letter', async () => {
    await page.keyboard.press('s')
    await expect(side('Sell')).toBeChecked()
    await expect(workbench.ticket.field('Quantity')).toBeFocused()
    await page.keyboard.type('0.1b')
    await expect(workbench.ticket.field('Quantity')).toHaveValue('0.1b')
    await expect(side('Sell')).toBeChecked()
    expect(await ordersOf(engine)).toEqual([])
  })
})
