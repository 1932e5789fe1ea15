import type { Locator } from '@playwright/test'
import type { FillView, OrderView } from '../../src-contract/index.ts'
import { DataGrid } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { until } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { coveredBy, draft, freshQuote, newKey, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'
import { numberIn, type Workbench } from '../support/workbench.ts'

const ETH = 'simulated:ETH-PERP'

test.use({ engineOptions: { config: BY_HAND } })

const workingIds = async (engine: EngineAccess): Promise<string[]> =>
  (await ordersOf(engine)).filter(({ state }) => state === 'working').map(({ orderId }) => orderId)

const fillsOf = async (engine: EngineAccess): Promise<FillView[]> =>
  (await engine.get<{ fills: FillView[] }>('/fills')).fills

/** Places an order that rests and waits until it works. @returns Its id. */
async function rest(engine: EngineAccess, order: Parameters<typeof draft>[0]): Promise<string> {
  const { body } = await placeOrder(engine, draft({ type: 'limit', ...order }))
  const orderId = body.orderId ?? ''
  await until(
    () => workingIds(engine),
    (ids) => ids.includes(orderId),
  )
  return orderId
}

/** Two orders of Bitcoin and one of Ether that rest, and a position in Bitcoin with its exits. */
async function fillBook(engine: EngineAccess) {
  const quote = await freshQuote(engine)
  const near = await rest(engine, { limitPrice: priceNear(quote, -0.02), size: { kind: 'quantity', quantity: '0.03' } })
  const far = await rest(engine, { limitPrice: priceNear(quote, -0.04), size: { kind: 'quantity', quantity: '0.01' } })
  const ether = await rest(engine, {
    instrumentId: ETH,
    limitPrice: '1000.5',
    size: { kind: 'quantity', quantity: '2' },
  })
  await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.03 })
  const isProtected = ([stop, target]: readonly number[]): boolean => stop === target && (target ?? 0) > 0.0499
  await until(() => Promise.all([coveredBy(engine, 'stopLoss'), coveredBy(engine, 'takeProfit')]), isProtected)
  const exits = (await workingIds(engine)).filter((id) => ![near, far, ether].includes(id))
  return { near, far, ether, exits }
}

/** Attributes of a row that say which one it is, the first of them being the one that the Tab key reaches. */
const PLACE = new Set(['data-index', 'aria-rowindex', 'tabindex'])

/** Notes what changes in an element from now on. @returns What has changed so far: names of attributes, kinds of the rest. */
async function changesIn(element: Locator): Promise<() => Promise<Set<string>>> {
  const noted = await element.evaluateHandle((observed) => {
    const changes = new Set<string>()
    const observer = new MutationObserver((records) => {
      for (const { type, attributeName } of records) changes.add(attributeName ?? type)
    })
    observer.observe(observed, { subtree: true, childList: true, characterData: true, attributes: true })
    return changes
  })
  return async () => new Set(await noted.evaluate((changes) => [...changes]))
}

const footerOf = (workbench: Workbench, name: 'Orders' | 'Fills') => workbench.panel(name).locator('.table-footer')

test('orders are sorted, filtered, arranged and cancelled one by one and together; the engine has the same ones', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const { near, far, ether, exits } = await fillBook(engine)
  await workbench.show('Orders')
  const open = new DataGrid(workbench.group('Orders'), 'Open orders')
  const shownIds = () => open.column('Id')

  await test.step('columns are chosen, and the sums are of what is shown', async () => {
    await open.chooseColumns({ Id: true, Age: false })
    await expect.poll(async () => (await shownIds()).toSorted()).toEqual((await workingIds(engine)).toSorted())
    await expect(footerOf(workbench, 'Orders')).toContainText(`Open ${3 + exits.length}`)
    await expect(footerOf(workbench, 'Orders')).toContainText('Entries 3')
  })

  await test.step('sorted by price, from either end', async () => {
    await open.sortBy('Price', 'descending')
    const prices = async () => (await open.column('Price')).map(numberIn)
    expect(await prices()).toEqual((await prices()).toSorted((left, right) => right - left))
    await open.sortBy('Price', 'ascending')
    expect(await prices()).toEqual((await prices()).toSorted((left, right) => left - right))
    expect((await shownIds())[0]).toBe(ether)
  })

  await test.step('only the instrument of the window, which a pressed row changes', async () => {
    await open.showOnlyInstrument('BTC-PERP', true)
    await expect.poll(async () => new Set(await open.column('Instrument'))).toEqual(new Set(['BTC-PERP']))
    await open.showOnlyInstrument('BTC-PERP', false)
    await open.row('ETH-PERP').click()
    await open.showOnlyInstrument('ETH-PERP', true)
    await expect.poll(shownIds).toEqual([ether])
  })

  await test.step('a reload keeps columns, order and filter', async () => {
    await expect(page.getByRole('contentinfo')).toContainText('saved')
    await page.reload()
    await workbench.show('Orders')
    await expect(open.columnHead('Id')).toBeVisible()
    await expect(open.columnHead('Age')).toHaveCount(0)
    await expect(open.columnHead('Price')).toHaveAttribute('aria-sort', 'ascending')
    await open.row('BTC-PERP').or(open.row('ETH-PERP')).first().waitFor()
    const filter = open.head.getByRole('button', { name: /^Only .*, the instrument of the window$/ })
    await expect(filter).toHaveAttribute('aria-pressed', 'true')
    await filter.click()
    await expect(open.rows).toHaveCount(3 + exits.length)
  })

  await test.step('one is cancelled by its own button', async () => {
    await open.row(far).getByRole('button', { name: 'Cancel entry limit, buy BTC-PERP' }).click()
    await expect(open.row(far)).toHaveCount(0)
    expect((await ordersOf(engine)).find(({ orderId }) => orderId === far)?.state).toBe('cancelled')
  })

  await test.step('all of them are, after a question; stops and targets stay', async () => {
    await open.head.getByRole('button', { name: 'Cancel all' }).click()
    const question = page.getByRole('alertdialog', { name: 'Cancel 2 orders?' })
    await expect(question).toContainText(`Stops and targets${exits.length}, stay`)
    await expect(question.getByRole('button', { name: 'Keep all' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    expect(await workingIds(engine)).toContain(near)

    await open.head.getByRole('button', { name: 'Cancel all' }).click()
    await question.getByRole('button', { name: 'Yes, cancel 2 orders' }).click()
    await expect(question).toBeHidden()
    await expect.poll(async () => (await workingIds(engine)).toSorted()).toEqual(exits.toSorted())
    await expect.poll(async () => (await shownIds()).toSorted()).toEqual(exits.toSorted())
  })

  await test.step('stops and targets only when it is asked for, and then the position is told as unprotected', async () => {
    await open.head.getByRole('button', { name: 'Cancel all' }).click()
    await expect(page.getByRole('alertdialog')).toContainText('There is nothing to cancel but stops and targets.')
    await page.getByRole('alertdialog').getByText('Stops and targets, too').click()
    const all = page.getByRole('alertdialog').getByRole('button', { name: /^Yes, cancel \d+ orders$/ })
    await all.click()
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await expect(page.getByText('No open orders')).toBeVisible()
    expect(await workingIds(engine)).toEqual([])
    await expect.poll(async () => (await openPositions(engine))[0]?.stopPrice).toBeNull()
  })

  await test.step('all orders say how each one ended', async () => {
    await workbench.group('Orders').getByRole('radiogroup', { name: 'Which orders' }).getByText('All').click()
    const all = new DataGrid(workbench.group('Orders'), 'All orders')
    const states: Readonly<Partial<Record<OrderView['state'], string>>> = { filled: 'FILLED', cancelled: 'CANCELLED' }
    const known = new Map((await ordersOf(engine)).map(({ orderId, state }) => [orderId, states[state]]))
    await expect
      .poll(async () => {
        const [ids, shown] = [await all.column('Id'), await all.column('State')]
        return new Map(ids.map((id, index) => [id, shown[index]]))
      })
      .toEqual(known)
  })
})

test('an order that comes, changes or goes leaves the rows of the others as they are', async ({
  engine,
  workbench,
}) => {
  await workbench.open(engine)
  const quote = await freshQuote(engine)
  const size = { kind: 'quantity', quantity: '0.01' } as const
  const stays = await rest(engine, { limitPrice: priceNear(quote, -0.02), size })
  await workbench.show('Orders')
  const open = new DataGrid(workbench.group('Orders'), 'Open orders')
  await open.chooseColumns({ Id: true, Age: false })
  const row = open.row(stays)
  await row.getByRole('button', { name: 'Cancel entry limit, buy BTC-PERP' }).waitFor()
  const changes = await changesIn(row)

  const comes = await rest(engine, { limitPrice: priceNear(quote, -0.03), size })
  await expect.poll(() => open.column('Id')).toEqual([comes, stays])
  expect(await changes()).toEqual(PLACE)
  await open.row(comes).getByRole('button', { name: 'Cancel entry limit, buy BTC-PERP' }).click()
  await expect.poll(() => open.column('Id')).toEqual([stays])
  expect(await changes()).toEqual(PLACE)
})

test('an order in the place of one that went gets neither its focus nor a press that was meant for it', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const quote = await freshQuote(engine)
  const size = { kind: 'quantity', quantity: '2' } as const
  const ether = (limitPrice: string) => rest(engine, { instrumentId: ETH, limitPrice, size })
  const goes = await rest(engine, { limitPrice: priceNear(quote, -0.02), size: { kind: 'quantity', quantity: '0.01' } })
  const comes = await ether('1000.5')
  await workbench.show('Orders')
  const open = new DataGrid(workbench.group('Orders'), 'Open orders')
  await open.chooseColumns({ Id: true, Age: false })
  await open.row(goes).click()
  await open.showOnlyInstrument('BTC-PERP', true)
  await expect.poll(() => open.column('Id')).toEqual([goes])

  const cancel = open.row(goes).getByRole('button', { name: 'Cancel entry limit, buy BTC-PERP' })
  await cancel.hover()
  await page.mouse.down()
  await expect(cancel).toBeFocused()
  // With another instrument one row goes in the moment in which the other comes.
  await workbench.watchlistRow('ETH').dispatchEvent('click')
  await expect.poll(() => open.column('Id')).toEqual([comes])
  await expect(open.row(comes)).toBeFocused()
  await page.mouse.up()

  // What the press had asked for would be known by the time when a later order is shown.
  const last = await ether('1001.5')
  await expect.poll(() => open.column('Id')).toEqual([last, comes])
  expect((await workingIds(engine)).toSorted()).toEqual([goes, comes, last].toSorted())
})

test('a long table has only the rows in sight in the page, and all of them can be reached', async ({
  engine,
  workbench,
}) => {
  await workbench.open(engine)
  const quote = await freshQuote(engine)
  const size = { kind: 'quantity', quantity: '0.001' } as const
  const place = (number: number) => rest(engine, { limitPrice: priceNear(quote, -0.02 - number / 10_000), size })
  for (let number = 1; number <= 30; number++) await place(number)
  const pair = [
    draft({ type: 'limit', size, limitPrice: priceNear(quote, -0.06) }),
    draft({ type: 'stop', size, triggerPrice: priceNear(quote, 0.06) }),
  ]
  await engine.call('POST', '/orders/oco', { idempotencyKey: newKey(), drafts: pair })
  for (let number = 31; number <= 60; number++) await place(number)
  const orderIds = (await ordersOf(engine)).map(({ orderId }) => orderId)
  await workbench.show('Orders')
  const open = new DataGrid(workbench.group('Orders'), 'Open orders')
  await open.chooseColumns({ Id: true })
  const rowOf = (orderId: string | undefined) => open.table.locator(`tr[data-row-id="${orderId}"]`)
  const rowPx = (await open.rows.first().boundingBox())?.height ?? 0

  await test.step('a few are drawn, and how many there are is said', async () => {
    // A line for each order and the two notes on the pair, and the head.
    await expect(open.table).toHaveAttribute('aria-rowcount', String(orderIds.length + 3))
    expect(await open.rows.count()).toBeLessThan(40)
    await expect(open.rows.first()).toHaveAttribute('aria-rowindex', '2')
  })

  const inOrder: string[] = []
  await test.step('keys lead from the last to the first, past the notes', async () => {
    const focused = (): Promise<string | undefined> =>
      open.table.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['rowId'])
    await open.rows.first().focus()
    await open.page.keyboard.press('End')
    await expect(open.rows.last()).toBeFocused()
    await expect(open.rows.last()).toHaveAttribute('aria-rowindex', String(orderIds.length + 3))
    for (let step = 0; step < orderIds.length; step++) {
      await expect.poll(focused).not.toBe(inOrder.at(-1))
      inOrder.push((await focused()) ?? 'nothing')
      await open.page.keyboard.press('ArrowUp')
    }
    expect(inOrder.toSorted()).toEqual(orderIds.toSorted())
    await expect(open.rows.first()).toBeFocused()
    await expect(open.rows.first()).toHaveAttribute('aria-rowindex', '2')
  })

  await test.step('the wheel leads over the notes, and the table is as high as its rows and notes together', async () => {
    await open.rows.first().hover()
    for (const orderId of inOrder.toReversed()) {
      await expect(async () => {
        await open.page.mouse.wheel(0, rowPx / 2)
        await expect(rowOf(orderId)).toBeInViewport({ timeout: 100 })
      }).toPass()
    }
    await open.page.mouse.wheel(0, 10_000)
    await expect(rowOf(inOrder[0])).toBeInViewport()
    const [table, last] = await Promise.all([open.table.boundingBox(), open.rows.last().boundingBox()])
    expect(last && table && Math.abs(last.y + last.height - table.y - table.height)).toBeLessThan(1)
    const notesPx = (table?.height ?? 0) - (orderIds.length + 1) * rowPx
    expect(notesPx).toBeGreaterThan(rowPx)
    expect(notesPx).toBeLessThan(rowPx * 6)
  })
})

test('fills are summed by day and in all, and exported as they are shown', async ({ engine, workbench }) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.1', exitShare: 0.03 })
  const [position] = await openPositions(engine)
  await engine.call('POST', `/positions/${encodeURIComponent(position?.positionId ?? '')}/close`, {
    idempotencyKey: 'close-it-all-at-once',
  })
  await until(
    () => openPositions(engine),
    (positions) => positions.length === 0,
  )
  const fills = await fillsOf(engine)
  const sum = (of: (fill: FillView) => number): number => fills.reduce((total, fill) => total + of(fill), 0)
  const byQuantity = fills.map(({ quantity }) => Number(quantity)).toSorted((left, right) => right - left)
  await workbench.show('Fills')
  const table = new DataGrid(workbench.group('Fills'), 'Fills')
  await expect(table.rows).toHaveCount(fills.length)

  await test.step('the sums are those of the fills', async () => {
    const figures = (await footerOf(workbench, 'Fills').locator('b').allTextContents()).map(numberIn)
    const valueOf = (side: FillView['side']) => (fill: FillView) =>
      fill.side === side ? Number(fill.price) * Number(fill.quantity) : 0
    expect(figures).toEqual([
      expect.closeTo(
        sum(({ realisedPnl }) => Number(realisedPnl)),
        1,
      ),
      expect.closeTo(
        sum(({ fee }) => Number(fee)),
        1,
      ),
      expect.closeTo(sum(valueOf('buy')), 1),
      expect.closeTo(sum(valueOf('sell')), 1),
    ])
    const day = table.table
      .locator('tbody')
      .getByRole('rowheader')
      .filter({ hasText: /^\d{4}-\d\d-\d\d · \d+ fills?/ })
    await expect(day).toHaveCount(1)
    expect((await day.locator('b').allTextContents()).map(numberIn).slice(0, 2)).toEqual(figures.slice(0, 2))
  })

  await test.step('without days, the newest first or by quantity', async () => {
    await table.head.getByRole('button', { name: 'Sums of each day' }).click()
    await expect(table.table.locator('tbody tr')).toHaveCount(fills.length)
    await table.sortBy('Quantity', 'descending')
    expect((await table.column('Quantity')).map(numberIn)).toEqual(byQuantity)
  })

  await test.step('the file has the columns and the rows of the table', async () => {
    await table.chooseColumns({ Liquidity: false, Order: true })
    const { name, lines } = await table.export()
    expect(name).toMatch(/^wheelhouse-fills-\d{4}-\d\d-\d\d\.csv$/)
    const [header = [], ...rows] = lines
    expect(header).toEqual(expect.arrayContaining(['Instrument', 'Quantity', 'Price', 'Realised PnL', 'Order']))
    expect(header).not.toContain('Liquidity')
    const cells = (row: readonly string[], ...labels: string[]) => labels.map((label) => row[header.indexOf(label)])
    const wanted = fills.map(({ quantity, price, orderId, side }) => [quantity, price, orderId, side])
    const exported = rows.map((row) => cells(row, 'Quantity', 'Price', 'Order', 'Side'))
    expect(exported.map(([quantity]) => Number(quantity))).toEqual(byQuantity)
    // Parts of the same quantity may stand in any order.
    const asTexts = (all: readonly unknown[]): string[] => all.map((row) => JSON.stringify(row)).toSorted()
    expect(asTexts(exported)).toEqual(asTexts(wanted))
  })
})
