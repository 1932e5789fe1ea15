import type { Locator, Page } from '@playwright/test'
import type { FillView, ProtectPreviewView } from '../../src-contract/index.ts'
import { DataGrid } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { until } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { coveredBy, draft, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import { exitPricesOf, holdBitcoin, openPositions } from '../support/market-run.ts'
import { numberIn } from '../support/workbench.ts'

const ETH = 'simulated:ETH-PERP'
const LONG = 'long BTC-PERP'

test.use({ engineOptions: { config: BY_HAND } })

const quantityHeld = async (engine: EngineAccess): Promise<number> => Number((await openPositions(engine))[0]?.quantity)

/** What opens beside a row, where one position is changed. */
class PositionForm {
  readonly popover: Locator

  constructor(page: Page) {
    this.popover = page.getByRole('dialog', { name: 'BTC-PERP · Long' })
  }

  field(name: string): Locator {
    return this.popover.getByRole('textbox', { name, exact: true })
  }

  button(name: string | RegExp): Locator {
    return this.popover.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
  }

  /** A figure of what the form would bring about. */
  fact(label: string): Locator {
    return this.popover.locator('dt').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]')
  }
}

test('a part of a position is closed in lots, and what it would realise is said before', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.2', exitShare: 0.02 })
  const form = new PositionForm(page)
  const more = page.getByRole('button', { name: `Close a part of ${LONG}, or change its stop and target` })

  await test.step('a quantity off the lot, none and too much are said at the field', async () => {
    await more.click()
    for (const [text, fault] of [
      ['0.0504', 'Lot is 0.001. Nearest 0.050'],
      ['0', 'At least 0.001'],
      ['0.3', 'At most 0.200'],
      ['', 'Enter a quantity'],
    ] as const) {
      await form.field('Quantity').fill(text)
      await expect(form.field('Quantity')).toHaveAccessibleDescription(fault)
      await expect(form.button(/^Close .* at market$/)).toBeDisabled()
    }
  })

  await test.step('shares and the slider write the same quantity', async () => {
    await form.button('75\u2009%').click()
    await expect(form.field('Quantity')).toHaveValue('0.150')
    await form.popover.getByRole('slider', { name: 'Quantity to close' }).press('ArrowLeft')
    await expect(form.field('Quantity')).toHaveValue('0.149')
    await form.field('Quantity').press('ArrowUp')
    await expect(form.field('Quantity')).toHaveValue('0.150')
    await expect(form.fact('Stays open')).toHaveText('0.050 BTC')
    await expect(async () => {
      const [position] = await openPositions(engine)
      const shown = numberIn(await form.fact('Realises').textContent())
      expect(shown).toBeCloseTo((position?.unrealisedPnl ?? Number.NaN) * 0.75, 1)
    }).toPass()
    expect(await quantityHeld(engine), 'nothing was sent').toBe(0.2)
  })

  await test.step('sent, the rest stays with a stop and a target of its size', async () => {
    await form.button('Close 0.150 BTC at market').click()
    await expect(form.popover).toBeHidden()
    await expect.poll(() => quantityHeld(engine)).toBe(0.05)
    await expect.poll(() => coveredBy(engine, 'stopLoss')).toBeCloseTo(0.05, 9)
    await expect.poll(() => coveredBy(engine, 'takeProfit')).toBeCloseTo(0.05, 9)
    const { fills } = await engine.get<{ fills: FillView[] }>('/fills')
    const sold = fills.filter(({ side }) => side === 'sell').reduce((sum, { quantity }) => sum + Number(quantity), 0)
    expect(sold).toBeCloseTo(0.15, 9)
    await expect(workbench.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.050/)
  })

  await test.step('the whole of it leaves nothing behind', async () => {
    await more.click()
    await form.button('100\u2009%').click()
    await form.button('Close all at market').click()
    await expect(form.popover).toBeHidden()
    await expect(page.getByText('No open positions')).toBeVisible()
    expect(await openPositions(engine)).toEqual([])
    await expect.poll(async () => (await ordersOf(engine)).filter(({ state }) => state === 'working')).toEqual([])
  })
})

test('stop and target are changed in the row, with what they would bring', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  const held = await holdBitcoin(engine, { quantity: '0.1', exitShare: 0.01 })
  const form = new PositionForm(page)
  const row = workbench.rows('Open positions')
  const position = async () => (await openPositions(engine))[0]
  const moved = (Number(held.stopPrice) - 50).toFixed(1)

  await test.step('off the tick and no number: said at the field', async () => {
    await row.getByRole('button', { name: `Change the stop of ${LONG}` }).click()
    await expect(form.field('Stop')).toBeFocused()
    await form.field('Stop').fill(`${moved}4`)
    await expect(form.field('Stop')).toHaveAccessibleDescription(/^Tick is 0\.1\. Nearest/)
    await form.field('Stop').fill('low')
    await expect(form.field('Stop')).toHaveAccessibleDescription('Enter a price, or leave it empty for none')
    await expect(form.button('Apply')).toBeDisabled()
  })

  await test.step('on the wrong side of the price: the engine would refuse it, and says why', async () => {
    await form.field('Stop').fill((held.markPrice * 1.05).toFixed(1))
    await expect(form.popover.getByText('Not possible')).toBeVisible()
    await expect(form.button('Apply')).toBeDisabled()
  })

  await test.step('a price that can be: the figures are those of the engine, and nothing is sent yet', async () => {
    await form.field('Stop').fill(moved)
    const { body: preview } = await engine.call<ProtectPreviewView>(
      'POST',
      `/positions/${encodeURIComponent(held.positionId)}/protection/preview`,
      { stopPrice: moved },
    )
    expect(preview.accepted).toBe(true)
    await expect(async () => {
      for (const [label, figure] of [
        ['At the stop', preview.profitAtStop],
        ['At the target', preview.profitAtTarget],
        ['Reward to risk', preview.rewardToRisk],
      ] as const) {
        expect(numberIn(await form.fact(label).textContent()), label).toBeCloseTo(Number(figure), 1)
      }
    }).toPass()
    expect((await position())?.stopPrice).toBe(held.stopPrice)
  })

  await test.step('applied, it is the only stop that works', async () => {
    await form.button('Apply').click()
    await expect(form.popover).toBeHidden()
    await expect.poll(() => exitPricesOf(engine, 'stopLoss')).toEqual([Number(moved)])
    await expect.poll(() => coveredBy(engine, 'stopLoss')).toBeCloseTo(0.1, 9)
    await expect(row.getByRole('button', { name: `Change the stop of ${LONG}` })).toHaveText(
      Number(moved).toLocaleString('en-US', { minimumFractionDigits: 1 }),
    )
  })

  await test.step('without a target it keeps its stop', async () => {
    await row.getByRole('button', { name: `Change the target of ${LONG}` }).click()
    await expect(form.field('Target')).toBeFocused()
    await form.button('Remove the target').click()
    await form.button('Apply').click()
    await expect(form.popover).toBeHidden()
    await expect.poll(async () => (await position())?.targetPrice).toBeNull()
    await expect.poll(() => coveredBy(engine, 'takeProfit')).toBe(0)
    expect(await exitPricesOf(engine, 'stopLoss')).toEqual([Number(moved)])
  })

  await test.step('without a stop it is told as unprotected, until there is one again', async () => {
    await row.getByRole('button', { name: `Change the stop of ${LONG}` }).click()
    await form.button('Remove the stop').click()
    await expect(form.popover.getByText('Without a stop nothing limits the loss')).toBeVisible()
    await form.button('Apply').click()
    await expect(form.popover).toBeHidden()
    await expect.poll(async () => (await position())?.stopPrice).toBeNull()
    await expect(row).toContainText('no stop')
    await expect(workbench.panel('Positions').getByText('1 without stop')).toBeVisible()

    await row.getByRole('button', { name: `Set stop for ${LONG}` }).click()
    await form.button(`Set stop for ${LONG}`).click()
    const wanted = Number((await form.field('Stop').inputValue()).replaceAll(',', ''))
    expect(wanted).toBeLessThan(held.markPrice)
    await form.button('Apply').click()
    await expect(form.popover).toBeHidden()
    await expect.poll(() => exitPricesOf(engine, 'stopLoss')).toEqual([wanted])
    await expect(workbench.panel('Positions').getByText('1 without stop')).toBeHidden()
  })
})

test('all positions are closed after a question that names them; orders that wait stay', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const table = new DataGrid(workbench.group('Positions'), 'Open positions')
  await holdBitcoin(engine, { quantity: '0.1', exitShare: 0.02 })
  await placeOrder(engine, draft({ instrumentId: ETH, side: 'sell', size: { kind: 'quantity', quantity: '1' } }))
  const resting = draft({ type: 'limit', limitPrice: priceNear(await freshQuote(engine), -0.04) })
  const { body: waiting } = await placeOrder(engine, resting)
  await until(
    () => openPositions(engine),
    (positions) => positions.length === 2,
  )
  await expect(table.rows).toHaveCount(2)

  await test.step('only the instrument of the window: what is shown is what would be closed', async () => {
    await table.showOnlyInstrument('BTC-PERP', true)
    await expect(table.rows).toHaveText(/BTC-PERP/)
    await table.head.getByRole('button', { name: 'Close all' }).click()
    await expect(page.getByRole('alertdialog', { name: 'Close 1 position at market?' })).toContainText('BTC-PERP')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await table.showOnlyInstrument('BTC-PERP', false)
    await expect(table.rows).toHaveCount(2)
    expect(await openPositions(engine)).toHaveLength(2)
  })

  await test.step('the question names what it will do, and its safe answer does nothing', async () => {
    await table.head.getByRole('button', { name: 'Close all' }).click()
    const question = page.getByRole('alertdialog', { name: 'Close 2 positions at market?' })
    await expect(question).toContainText('Its stop and target go with it. Trading goes on.')
    await expect(question).toContainText(/In(BTC-PERP, ETH-PERP|ETH-PERP, BTC-PERP)/)
    await expect(async () => {
      const notional = (await openPositions(engine)).reduce((sum, position) => sum + position.notional, 0)
      const shown = numberIn(await question.locator('dt', { hasText: 'Notional' }).locator('xpath=../dd').textContent())
      expect(Math.abs(shown / notional - 1)).toBeLessThan(0.001)
    }).toPass()
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(question).toBeHidden()
    expect(await openPositions(engine)).toHaveLength(2)
  })

  await test.step('confirmed, no position and no stop is left, and the order still waits', async () => {
    await table.head.getByRole('button', { name: 'Close all' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close 2 positions' }).click()
    await expect(page.getByText('No open positions')).toBeVisible()
    await expect.poll(() => openPositions(engine)).toEqual([])
    await expect
      .poll(async () =>
        (await ordersOf(engine)).filter(({ state }) => state === 'working').map(({ orderId }) => orderId),
      )
      .toEqual([waiting.orderId])
    await expect(workbench.tradingState).toHaveText('active')
    await expect(table.head.getByRole('button', { name: 'Close all' })).toBeDisabled()
  })
})
