import { changeConfigFile } from '../support/config-file.ts'
import { ChartPanel } from '../support/chart-panel.ts'
import { type ChartLine, chartBars, chartLines, chartPriceAt } from '../support/chart-probe.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, coveredBy, freshQuote } from '../support/hand-orders.ts'
import { exitPricesOf, holdBitcoin, openPositions, setMarketSpeed } from '../support/market-run.ts'

const STOP = 'Stop of long BTC-PERP'
const TARGET = 'Target of long BTC-PERP'
const TICK = 0.1
/** Prices are float64 on the screen; a tenth of a tick tells two of them apart. */
const SAME_PRICE_DIGITS = 2

test.use({ engineOptions: { config: BY_HAND } })

const roundedToTick = (price: number): number => Number((Math.round(price / TICK) * TICK).toFixed(1))
const lineOf = (lines: readonly ChartLine[], role: ChartLine['role']): ChartLine | undefined =>
  lines.find((line) => line.role === role)

test('stop and target are dragged with the pointer: on the tick, on their side of the price, sent only when confirmed', async ({
  engine,
  page,
  workbench,
}) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  const held = await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.005 })
  const stopInForce = async () => Number((await openPositions(engine))[0]?.stopPrice)
  await expect(chart.exit(STOP)).toHaveAttribute('aria-valuenow', String(Number(held.stopPrice)))

  await test.step('dropped, the stop waits beside its old place, and nothing is sent', async () => {
    const before = lineOf(await chartLines(page), 'stopLoss')
    await chart.dragExit(STOP, -60)
    const wanted = await chart.exitPrice(STOP)
    expect(wanted).toBeCloseTo(roundedToTick(wanted), 6)
    const pointed = (await chartPriceAt(page, (before?.y ?? 0) - 60)) ?? 0
    const pointedLower = (await chartPriceAt(page, (before?.y ?? 0) - 57)) ?? 0
    expect(Math.abs(wanted - pointed), 'under the pointer').toBeLessThan(pointed - pointedLower)
    await expect(chart.panel.getByText('not sent')).toBeVisible()
    expect(lineOf(await chartLines(page), 'former')?.price).toBe(Number(held.stopPrice))
    expect(await stopInForce()).toBe(Number(held.stopPrice))
  })

  await test.step('confirmed, it is the stop of the engine and the old one is gone', async () => {
    const wanted = await chart.exitPrice(STOP)
    await chart.button(/^Send the stop at /).click()
    await expect.poll(stopInForce).toBeCloseTo(wanted, SAME_PRICE_DIGITS)
    await expect.poll(() => exitPricesOf(engine, 'stopLoss')).toEqual([wanted])
    await expect.poll(() => coveredBy(engine, 'stopLoss')).toBeCloseTo(0.05, 9)
    await expect(chart.panel.getByText('not sent')).toBeHidden()
    await expect.poll(async () => lineOf(await chartLines(page), 'former')).toBeUndefined()
    await expect(chart.exit(STOP)).toHaveAttribute('aria-valuenow', String(wanted))
  })

  await test.step('a target that is discarded, or left with Escape, is where it was', async () => {
    const target = Number(held.targetPrice)
    await chart.dragExit(TARGET, 30)
    expect(await chart.exitPrice(TARGET)).toBeLessThan(target)
    await chart.button('Discard the change').click()
    await expect(chart.exit(TARGET)).toHaveAttribute('aria-valuenow', String(target))
    await chart.dragExit(TARGET, 30)
    await expect(chart.exit(TARGET)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(chart.exit(TARGET)).toHaveAttribute('aria-valuenow', String(target))
    await chart.dragExit(TARGET, 30, () => page.keyboard.press('Escape'))
    await expect(chart.exit(TARGET)).toHaveAttribute('aria-valuenow', String(target))
    expect(await exitPricesOf(engine, 'takeProfit')).toEqual([target])
  })

  await test.step('dragged through the price, the stop stays under it', async () => {
    await chart.dragExitTo(STOP, 'top')
    const highest = Math.max(...(await chartBars(page)).slice(-3).map(({ high }) => high))
    expect(await chart.exitPrice(STOP)).toBeLessThan(highest)
    await page.keyboard.press('Escape')
    await expect(chart.panel.getByText('not sent')).toBeHidden()
  })

  await test.step('without the question, it is sent where it is dropped', async () => {
    // The theme tells when the window has the new settings.
    changeConfigFile(engine.home, (config) => ({ ...config, window: { confirmDrags: false, theme: 'contrast' } }))
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
    const before = await stopInForce()
    await chart.dragExit(STOP, 30)
    await expect.poll(stopInForce).toBeLessThan(before)
    const after = await stopInForce()
    await expect(chart.exit(STOP)).toHaveAttribute('aria-valuenow', String(after))
  })
})

test('stop and target are moved, taken away and set again by keys alone', async ({ engine, page, workbench }) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  const held = await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.005 })
  const position = async () => (await openPositions(engine))[0]

  await test.step('arrows move by a tick, with Shift by ten, Enter sends', async () => {
    await chart.exit(STOP).focus()
    for (const key of ['ArrowUp', 'ArrowUp', 'Shift+ArrowUp', 'ArrowDown']) await page.keyboard.press(key)
    const wanted = roundedToTick(Number(held.stopPrice) + 11 * TICK)
    await expect(chart.exit(STOP)).toHaveAttribute('aria-valuenow', String(wanted))
    expect((await position())?.stopPrice).toBe(held.stopPrice)
    await page.keyboard.press('Enter')
    await expect.poll(async () => Number((await position())?.stopPrice)).toBe(wanted)
    await expect(chart.exit(STOP)).toBeFocused()
  })

  await test.step('Escape gives up', async () => {
    await chart.exit(TARGET).focus()
    await page.keyboard.press('Shift+ArrowDown')
    await expect(chart.exit(TARGET)).toHaveAttribute(
      'aria-valuenow',
      String(roundedToTick(Number(held.targetPrice) - 10 * TICK)),
    )
    await page.keyboard.press('Escape')
    await expect(chart.exit(TARGET)).toHaveAttribute('aria-valuenow', String(Number(held.targetPrice)))
    await expect(chart.exit(TARGET)).toBeFocused()
    expect((await position())?.targetPrice).toBe(held.targetPrice)
  })

  await test.step('the target is taken away, which is asked first', async () => {
    await chart.button('Remove the target').press('Enter')
    const question = page.getByRole('alertdialog', { name: 'Remove the target of long BTC-PERP?' })
    await question.getByRole('button', { name: 'Remove the target' }).press('Enter')
    await expect(question).toBeHidden()
    await expect(chart.exit(TARGET)).toBeHidden()
    await expect.poll(async () => (await position())?.targetPrice).toBeNull()
    await expect.poll(() => exitPricesOf(engine, 'takeProfit')).toEqual([])
  })

  await test.step('and set again from the menu of the position', async () => {
    await chart.button('Actions of long BTC-PERP').press('Enter')
    await page.getByRole('menuitem', { name: 'Add a target' }).press('Enter')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await chart.exit(TARGET).focus()
    await page.keyboard.press('ArrowUp')
    const wanted = await chart.exitPrice(TARGET)
    expect(wanted).toBeGreaterThan(Number(held.entryPrice))
    expect((await position())?.targetPrice).toBeNull()
    await page.keyboard.press('Enter')
    await expect.poll(async () => Number((await position())?.targetPrice)).toBe(wanted)
    await expect.poll(() => coveredBy(engine, 'takeProfit')).toBeCloseTo(0.05, 9)
  })
})

test('an exit that the market has passed meanwhile is refused, and snaps back', async ({ engine, page, workbench }) => {
  const chart = new ChartPanel(workbench)
  await workbench.open(engine)
  const held = await holdBitcoin(engine, { quantity: '0.01', exitShare: 0.2 })
  await expect(chart.exit(STOP)).toBeVisible()
  // A drag goes to the newest price and no farther.
  await chart.dragExitTo(STOP, 'top')
  await expect(chart.panel.getByText('not sent')).toHaveCount(1)
  await chart.dragExitTo(TARGET, 'bottom')
  await expect(chart.panel.getByText('not sent')).toHaveCount(2)
  const [stop, target] = [await chart.exitPrice(STOP), await chart.exitPrice(TARGET)]

  const passedBy = async (share: number): Promise<string> => {
    const { last } = await freshQuote(engine)
    if (last < stop * (1 - share)) return STOP
    return last > target * (1 + share) ? TARGET : 'neither'
  }
  await setMarketSpeed(engine, 1_000)
  await expect.poll(() => passedBy(0.003)).not.toBe('neither')
  await setMarketSpeed(engine, 1)
  const exit = await passedBy(0)
  const formerPrice = Number(exit === STOP ? held.stopPrice : held.targetPrice)
  await chart.exit(exit).focus()
  await page.keyboard.press('Enter')

  const message = exit === STOP ? 'The stop was not moved' : 'The target was not moved'
  await expect(page.getByRole('group', { name: message })).toContainText('the newest price')
  await expect(chart.exit(exit)).toHaveAttribute('aria-valuenow', String(formerPrice))
  const [position] = await openPositions(engine)
  expect(position).toMatchObject({ instrumentId: BTC, stopPrice: held.stopPrice, targetPrice: held.targetPrice })
})
