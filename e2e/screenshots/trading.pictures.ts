import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { ChartPanel } from '../support/chart-panel.ts'
import { EngineProcess, newFolder } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { draft, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'
import { BUSY_MARKET } from '../support/scene.ts'
import { closeFloating } from '../support/surfaces.ts'
import { setTheme } from '../support/themes.ts'
import { SMALL, USUAL } from '../support/sizes.ts'
import { type PictureOptions, settle, takePicture } from './camera.ts'
import { openTraded } from './traded-window.ts'

test.use({ viewport: USUAL, colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' } })

async function inBothThemes(page: Page, name: string, options: PictureOptions): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    await takePicture(page, `${name}-${theme}`, options)
  }
}

/** The meter has all of its columns. */
const WIDE = { width: 2560, height: 1440 }
/** As tall as the ticket of an order with many terms. */
const TALL = { width: 1600, height: 1440 }

async function inTallWindow(page: Page, name: string, of: Locator): Promise<void> {
  await page.setViewportSize(TALL)
  await settle(page)
  await inBothThemes(page, name, { of })
  await page.setViewportSize(USUAL)
}

test.describe('by hand', () => {
  test.use({ engineOptions: { config: BY_HAND } })

  test('orders of every kind in the ticket, and other terms for one that works', async ({
    engine,
    page,
    workbench,
  }) => {
    const { ticket } = workbench
    await workbench.open(engine)
    const quote = await freshQuote(engine)
    const group = workbench.group('Order ticket')

    await test.step('a trailing stop with more exits, until a moment', async () => {
      await ticket.choose('Order type', 'Conditional')
      await ticket.panel.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Stop-limit' })
      await ticket.write({
        Trigger: priceNear(quote, 0.01),
        Limit: priceNear(quote, 0.0105),
        Quantity: '0.1',
        Stop: priceNear(quote, -0.002),
        Target: priceNear(quote, 0.04),
      })
      await ticket.panel.getByRole('checkbox', { name: 'Plan' }).check()
      await ticket.panel.getByRole('button', { name: 'Add a target' }).click()
      await ticket.write({ 'Target 1': priceNear(quote, 0.02), 'Share of target 1': '50' })
      const choose = (name: string, label: string) =>
        ticket.panel.getByRole('combobox', { name, exact: true }).selectOption({ label })
      await choose('To entry', 'after the first target')
      await choose('Time in force', 'GTD')
      await choose('Ends', 'in 4 hours')
      await expect(ticket.panel).toContainText('Risk check: passes')
      await expect(ticket.confirm).toHaveText(/^Buy 0\.100 BTC stop [\d,.]+ limit /)
      await inTallWindow(page, 'ticket-conditional', group)
    })

    await test.step('a size that cannot be reckoned says why', async () => {
      await ticket.panel.getByRole('checkbox', { name: 'Plan' }).uncheck()
      await ticket.choose('Order type', 'Limit')
      await ticket.write({ Price: priceNear(quote, -0.005), Stop: priceNear(quote, -0.01), Target: '' })
      await ticket.choose('Size by', 'Kelly')
      await expect(ticket.field('Of Kelly')).toHaveAttribute('aria-invalid', 'true')
      await inTallWindow(page, 'ticket-kelly', group)
    })

    await test.step('one cancels the other', async () => {
      await ticket.choose('Size by', 'Risk')
      await ticket.choose('Order type', 'OCO')
      await ticket.panel.getByRole('radio', { name: 'Distance' }).check()
      await ticket.write({ Risk: '0.1', Stop: '350', Target: '900' })
      const other = ticket.panel.getByRole('group', { name: 'Other order' })
      await other.getByRole('textbox', { name: 'Trigger' }).fill(priceNear(quote, 0.006))
      await expect(ticket.panel).toContainText('2 · Risk check: passes')
      await inTallWindow(page, 'ticket-oco', group)
      await expect(ticket.confirm).toBeEnabled()
      await ticket.confirm.click()
      await expect(ticket.panel.locator('.ticket-sent')).toHaveCount(2)
      await placeOrder(engine, draft({ type: 'limit', limitPrice: priceNear(quote, -0.008) }))
      await expect.poll(async () => (await ordersOf(engine)).filter(({ state }) => state === 'working')).toHaveLength(3)
      await workbench.show('Orders')
      await settle(page)
      await inBothThemes(page, 'orders-oco', { of: workbench.group('Orders') })
    })

    await test.step('the line of an order is dragged', async () => {
      const chart = new ChartPanel(workbench)
      const line = 'Buy limit of 0.010'
      await chart.dragExit(line, -30)
      await expect(chart.panel.getByText('not sent')).toBeVisible()
      await expect(chart.button(/^Change Buy limit to /)).toBeEnabled()
      await takePicture(page, 'order-dragged', { of: chart.panel })
      await chart.button('Discard the change').click()
    })

    await test.step('the form for other terms', async () => {
      await page.setViewportSize(SMALL)
      const row = workbench.rows('Open orders').filter({ hasText: '0.010' })
      await row.getByRole('button', { name: /^Change / }).click()
      const form = page.getByRole('alertdialog')
      await form.getByRole('textbox', { name: 'Limit' }).fill(priceNear(quote, -0.004))
      await form.getByRole('textbox', { name: 'Quantity' }).fill('0.02')
      await expect(form).toContainText('Notional')
      await expect(form.locator('.dialog-actions').getByRole('button').last()).toBeEnabled()
      await inBothThemes(page, 'dialog-amend', {})
      await closeFloating(page)
    })
  })

  test('a ledger that lost a position: the difference, and what adopting would do', async ({ page, workbench }) => {
    const home = newFolder()
    const before = await EngineProcess.start({ home, config: BY_HAND, workspace: USED_BEFORE })
    await holdBitcoin(before, { quantity: '0.05', exitShare: 0.02 })
    await before.stop()
    for (const end of ['', '-wal', '-shm']) rmSync(join(home, `ledger.db${end}`), { force: true })
    const engine = await EngineProcess.start({ home })
    try {
      await workbench.open(engine)
      await workbench.openLayout('Operate')
      await workbench.show('Reconciliation')
      const panel = workbench.panel('Reconciliation')
      await panel.getByRole('tab', { name: /^Differences/ }).click()
      const adopt = panel.getByRole('button', { name: 'Adopt: Position of BTC-PERP' })
      await expect(adopt).toBeVisible()
      await settle(page)
      await inBothThemes(page, 'reconciliation-differences', { of: workbench.group('Reconciliation') })
      await page.setViewportSize(SMALL)
      await adopt.click()
      const question = page.getByRole('alertdialog')
      await question.getByRole('combobox', { name: 'Whose it is from then on' }).selectOption('hand')
      await question.getByRole('textbox', { name: 'Why' }).fill('The ledger was lost')
      await expect(question.getByRole('button', { name: 'Adopt it' })).toBeEnabled()
      await takePicture(page, 'dialog-adopt')
    } finally {
      await engine.stop()
      rmSync(home, { recursive: true, force: true })
    }
  })
})

test.describe('after a strategy has traded', () => {
  test.use({ engineOptions: { config: BUSY_MARKET } })

  test('refusals and guards, how well positions are covered, how trades went, and a handover', async ({
    engine,
    page,
    workbench,
  }) => {
    await openTraded(engine, workbench, { fills: 40, positions: 2, speed: 600 })

    await test.step('a position is handed over', async () => {
      await page.setViewportSize(SMALL)
      await workbench.show('Positions')
      // Who takes over must not be in the middle of something there.
      await engine.call('POST', '/orders/cancel-all', {})
      const held = workbench.rows('Open positions').filter({ hasText: 'BTC-PERP' }).first()
      await held.getByRole('button', { name: /^Close a part of / }).click()
      await page.getByRole('dialog').getByRole('button', { name: /…$/ }).click()
      const question = page.getByRole('alertdialog')
      await expect(question.getByRole('listitem').first()).toBeVisible()
      await takePicture(page, 'dialog-handover')
      await closeFloating(page)
    })

    await page.setViewportSize(USUAL)
    await workbench.openLayout('Operate')

    await test.step('a position that nobody protects beside those that are covered', async () => {
      const held = new Set((await openPositions(engine)).map(({ instrumentId }) => instrumentId))
      const free = ['simulated:XRP-PERP', 'simulated:SOL-PERP', 'simulated:ETH-PERP'].find((id) => !held.has(id))
      if (free === undefined) throw new Error('every instrument is held')
      await placeOrder(engine, draft({ instrumentId: free, size: { kind: 'value', value: '1000' } }))
      await page.setViewportSize(WIDE)
      await workbench.show('Protection')
      const panel = workbench.panel('Protection')
      await expect(panel.getByText('PROTECTED').first()).toBeVisible()
      await expect(panel.getByText('NO STOP WANTED')).toBeVisible()
      await settle(page)
      await inBothThemes(page, 'protection-meter', { of: workbench.group('Protection') })
      await page.setViewportSize(USUAL)
    })

    await test.step('a guard that tripped, and refused orders', async () => {
      await engine.call('PUT', '/config', {
        patch: { risk: { guards: { volatility: { limitAnnual: 0.1, rearm: 'byHand' } } } },
      })
      await workbench.show('Risk')
      const panel = workbench.panel('Risk')
      await expect(panel.getByText('TRIPPED').first()).toBeVisible()
      await settle(page)
      await inBothThemes(page, 'risk-tripped', { of: workbench.group('Risk') })
      await panel.getByRole('tab', { name: /^Refused orders/ }).click()
      await expect(panel.getByRole('row', { name: /BTC-PERP/ }).first()).toBeVisible()
      await inBothThemes(page, 'risk-refusals', { of: workbench.group('Risk') })
    })

    await test.step('figures, trades and the risk of all positions together', async () => {
      await workbench.openLayout('Research')
      await workbench.show('Performance')
      const panel = workbench.panel('Performance')
      await expect(panel.locator('dd').first()).toHaveText(/\d/)
      for (const [name, file] of [
        ['Trades', 'performance-trades'],
        ['Portfolio risk', 'performance-risk'],
      ] as const) {
        await panel.getByRole('tab', { name }).click()
        await settle(page)
        await inBothThemes(page, file, { of: workbench.group('Performance') })
      }
    })
  })
})
