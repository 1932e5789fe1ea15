import type { Locator, Page } from '@playwright/test'
import type { ComponentView, StatusView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, coveredBy, draft, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'
import { ENGINE_DOWN } from '../support/page-faults.ts'
import { numberIn, type Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const componentsOf = async (engine: EngineAccess): Promise<ComponentView[]> =>
  (await engine.get<{ components: ComponentView[] }>('/components')).components

/** Undefined while the door is closed. */
const componentOf = async (engine: EngineAccess, name: string): Promise<ComponentView | undefined> => {
  try {
    return (await componentsOf(engine)).find((each) => each.name === name)
  } catch {
    return undefined
  }
}

/** The tree of components by the words that its user sees. */
class ComponentTree {
  readonly page: Page
  readonly tree: Locator

  constructor(page: Page) {
    this.page = page
    this.tree = page.getByRole('treegrid', { name: 'Components' })
  }

  phase(name: string): Locator {
    return this.tree.getByRole('row', { name, level: 1 })
  }

  component(name: string): Locator {
    return this.tree.locator(`tr[data-row-id="${name}"]`)
  }

  get names(): Promise<string[]> {
    return this.tree
      .locator('tr[aria-level="2"]')
      .evaluateAll((rows) => rows.map((row) => (row instanceof HTMLElement ? (row.dataset['rowId'] ?? '') : '')))
  }

  /** Asks to restart one. @returns The question. */
  async ask(name: string): Promise<Locator> {
    await this.component(name)
      .getByRole('button', { name: `Restart ${name}` })
      .click()
    const question = this.page.getByRole('alertdialog', { name: `Restart ${name}?` })
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
    return question
  }

  async restart(name: string): Promise<void> {
    const question = await this.ask(name)
    await question.getByRole('button', { name: 'Restart it' }).click()
    await expect(question).toBeHidden()
  }
}

async function openTree(engine: EngineAccess, workbench: Workbench): Promise<ComponentTree> {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  return new ComponentTree(workbench.page)
}

test('components stand as a tree that keys walk through, with what each needs and is needed by', async ({
  engine,
  page,
  workbench,
}) => {
  const tree = await openTree(engine, workbench)
  const known = await componentsOf(engine)
  await expect.poll(() => tree.names).toEqual(known.map(({ name }) => name))
  await expect(workbench.panel('Components')).toContainText(`${known.length} of ${known.length} running`)
  await expect(workbench.group('Components').getByText('Healthy', { exact: true })).toBeVisible()

  await test.step('arrows fold a phase away and open it again', async () => {
    const phase = tree.tree.getByRole('row').filter({ hasText: 'Market and trading' })
    await phase.focus()
    await expect(phase).toHaveAttribute('aria-expanded', 'true')
    await page.keyboard.press('ArrowLeft')
    await expect(phase).toHaveAttribute('aria-expanded', 'false')
    await expect(tree.component('trading')).toHaveCount(0)
    await page.keyboard.press('ArrowRight')
    await expect(tree.component('trading')).toBeVisible()
  })

  await test.step('Enter opens the details of the row below, and they lead on', async () => {
    await page.keyboard.press('ArrowDown')
    await expect(tree.component('trading')).toBeFocused()
    await page.keyboard.press('Enter')
    const detail = tree.tree.locator('.component-detail')
    await expect(detail).toContainText('Trading is halted: it cannot do without this part.')
    await detail.getByRole('button', { name: 'market-data' }).click()
    await expect(tree.component('market-data')).toHaveAttribute('aria-selected', 'true')
    await detail.getByRole('button', { name: 'Show its log' }).click()
    await expect(workbench.panel('Log').getByRole('button', { name: 'Component: market-data' })).toBeVisible()
  })
})

test('a component is restarted after a question that names what goes with it; trading goes on as it was', async ({
  engine,
  page,
  workbench,
}) => {
  test.setTimeout(90_000)
  const tree = await openTree(engine, workbench)
  const held = await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.05 })
  const resting = draft({ type: 'limit', limitPrice: priceNear(await freshQuote(engine), -0.04) })
  const { body: waiting } = await placeOrder(engine, resting)

  await test.step('the question names it, and its safe answer does nothing', async () => {
    const question = await tree.ask('market-data')
    await expect(question).toContainText('Stops and starts with itinterface, alerts, strategies')
    await expect(question).toContainText('No new entries until all of them run again.')
    await page.keyboard.press('Enter')
    await expect(question).toBeHidden()
    expect((await componentsOf(engine)).map(({ restarts }) => restarts)).not.toContain(1)
  })

  await test.step('an optional one: trading goes on meanwhile, and it runs again', async () => {
    const question = await tree.ask('alerts')
    await expect(question).toContainText('Trading meanwhileGoes on')
    await question.getByRole('button', { name: 'Restart it' }).click()
    await expect(page.getByText('alerts restarted')).toBeVisible()
    expect(await componentOf(engine, 'alerts')).toMatchObject({ restarts: 1, state: 'running' })
  })

  await test.step('the market: its state and its restarts are told, and prices come again', async () => {
    await tree.restart('market-data')
    await expect(page.getByText('market-data restarted')).toBeVisible()
    await expect.poll(async () => (await componentOf(engine, 'market-data'))?.restarts).toBe(1)
    await expect(tree.component('market-data')).toContainText('running')
    await tree.component('market-data').click()
    const restarts = tree.tree
      .locator('.component-detail dt', { hasText: 'Restarts' })
      .locator('xpath=following-sibling::dd[1]')
    await expect(restarts).toHaveText('1')
    const { timeMs } = await freshQuote(engine)
    await expect.poll(async () => (await freshQuote(engine)).timeMs).toBeGreaterThan(timeMs)
  })

  await test.step('position, its exits and the order are as they were; a new order is taken from the ticket', async () => {
    expect(await openPositions(engine)).toMatchObject([
      {
        positionId: held.positionId,
        quantity: held.quantity,
        stopPrice: held.stopPrice,
        targetPrice: held.targetPrice,
      },
    ])
    expect(await coveredBy(engine, 'stopLoss')).toBeCloseTo(0.05, 9)
    expect((await ordersOf(engine)).find(({ orderId }) => orderId === waiting.orderId)?.state).toBe('working')
    await workbench.openLayout('Trade')
    const shown = async () => numberIn(await workbench.lastPrice('BTC').textContent())
    const before = await shown()
    await expect.poll(shown).not.toBe(before)
    await workbench.ticket.choose('Order type', 'Market')
    await workbench.ticket.write({ Quantity: '0.02' })
    await workbench.ticket.confirm.click()
    await expect.poll(async () => Number((await openPositions(engine))[0]?.quantity)).toBeCloseTo(0.07, 9)
    expect((await openPositions(engine))[0]?.instrumentId).toBe(BTC)
  })
})

test('the door itself is restarted: the window loses its connection and comes back by itself', async ({
  engine,
  page,
  pageFaults,
  workbench,
}) => {
  pageFaults.expect(/50[23]/, ...ENGINE_DOWN)
  const tree = await openTree(engine, workbench)
  const question = await tree.ask('gateway')
  await expect(question).toContainText('Loses its connection for a moment and comes back by itself')
  await question.getByRole('button', { name: 'Restart it' }).click()
  await expect.poll(async () => (await componentOf(engine, 'gateway'))?.restarts).toBe(1)
  await expect(page.getByText(/^Engine connection lost/)).toBeHidden({ timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'System health: Healthy' })).toBeVisible()
  await expect(tree.component('gateway')).toContainText('running')
  const { tradingState } = await engine.get<StatusView>('/status')
  expect(tradingState).toBe('active')
  await workbench.openLayout('Trade')
  const before = await workbench.lastPrice('BTC').textContent()
  await expect(workbench.lastPrice('BTC')).not.toHaveText(before ?? '')
})
