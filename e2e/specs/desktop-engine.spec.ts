import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FillView, OrderView, PositionView, StatusView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { until } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { freshQuote, placeOrder, draft, priceNear } from '../support/hand-orders.ts'
import { ShellEngine } from '../support/shell-engine.ts'
import type { Shell } from '../support/shell-types.ts'
import { Workbench } from '../support/workbench.ts'

/** A new process, its start and the first answer, on a machine that does other things as well. */
const COMEBACK_LIMIT_MS = 20_000

test.use({ engineOptions: { config: BY_HAND } })

const statusOf = (engine: EngineAccess): Promise<StatusView> => engine.get<StatusView>('/status')

/** A long position with its stop, and an entry that rests under the market. */
async function openSomething(engine: EngineAccess): Promise<void> {
  const quote = await freshQuote(engine)
  await placeOrder(engine, draft({ stopLossPrice: priceNear(quote, -0.03) }))
  await placeOrder(engine, draft({ type: 'limit', limitPrice: priceNear(quote, -0.02) }))
  await until(
    () => tradingOf(engine),
    ({ orders, positions }) =>
      positions.length === 1 && orders.filter((order) => order.endsWith('working')).length === 2,
  )
}

/** What must be the same before and after: orders, positions and fills by id, size and state. */
async function tradingOf(engine: EngineAccess) {
  const { orders } = await engine.get<{ orders: OrderView[] }>('/orders')
  const { positions } = await engine.get<{ positions: PositionView[] }>('/positions')
  const { fills } = await engine.get<{ fills: FillView[] }>('/fills')
  return {
    orders: orders.map(({ orderId, quantity, state }) => `${orderId} ${quantity} ${state}`),
    positions: positions.map(({ positionId, quantity, entryPrice, stopPrice }) =>
      [positionId, quantity, entryPrice, stopPrice].join(' '),
    ),
    fills: fills.map(({ fillId, quantity, price }) => `${fillId} ${quantity} ${price}`),
  }
}

/** Kills the engine as the operating system does, and waits until another one answers. */
async function killEngine(shell: Shell, engine: ShellEngine): Promise<void> {
  const pid = shell.enginePid()
  process.kill(pid, 'SIGKILL')
  await engine.ready(pid)
}

async function expectMovingPrices(workbench: Workbench): Promise<void> {
  const before = await workbench.lastPrice('BTC').textContent()
  await expect(workbench.lastPrice('BTC')).not.toHaveText(before ?? '')
}

test('an engine that is killed comes back by itself, with the same orders and positions', async ({
  shell,
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await openSomething(engine)
  await expect(workbench.rows('Open positions')).toHaveCount(1)
  const before = await tradingOf(engine)
  const pid = shell.enginePid()
  expect(pid).not.toBe(shell.main.pid)

  const banner = page.getByRole('status').filter({ hasText: 'The engine stopped' })
  const killedAtMs = Date.now()
  process.kill(pid, 'SIGKILL')
  await expect(banner).toContainText(/Killed by SIGKILL\. Starting again (in \d+ s|now), attempt 1\./)
  await expect(banner.getByRole('button', { name: 'Retry' })).toBeVisible()

  await new ShellEngine(shell.home).ready(pid)
  await expect(banner).toBeHidden({ timeout: COMEBACK_LIMIT_MS })
  expect(Date.now() - killedAtMs).toBeLessThan(COMEBACK_LIMIT_MS)
  expect(await tradingOf(engine)).toEqual(before)
  await expect(workbench.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.010/)
  await expectMovingPrices(workbench)
  expect((await statusOf(engine)).tradingState).toBe('active')
})

test('a page that crashes does not touch trading, and the window comes back', async ({ shell, engine, workbench }) => {
  await workbench.open(engine)
  const pid = shell.enginePid()
  const gone = shell.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('render-process-gone', (_event, { reason }) => resolve(reason))
        contents?.forcefullyCrashRenderer()
      }),
  )
  expect(await gone).toMatch(/^(crashed|killed)$/)

  const placed = await placeOrder(engine, draft())
  expect(placed.status).toBe(201)
  await until(
    async () => (await engine.get<{ fills: FillView[] }>('/fills')).fills,
    (fills) => fills.length === 1,
  )
  expect(shell.enginePid()).toBe(pid)

  await expect
    .poll(() => shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isLoading()))
    .toBe(false)
  const back = new Workbench(await shell.page(), { opensItself: true })
  await back.open(engine)
  await expect(back.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.010/)
  await expectMovingPrices(back)
})

test('an engine that does not stay up comes back halted, and says why', async ({ shell, engine, workbench }) => {
  await workbench.open(engine)
  const own = new ShellEngine(shell.home)
  for (let failure = 0; failure < 3; failure++) await killEngine(shell, own)

  const status = await until(
    () => statusOf(engine).catch(() => undefined),
    (status) => status?.tradingState === 'halted',
  )
  expect(status?.tradingReason).toContain('the engine failed 3 times in 5 minutes')
  await expect(workbench.tradingState).toHaveText('halted')
  await workbench.page.getByRole('button', { name: 'Resume trading' }).click()
  await expect(workbench.tradingState).toHaveText('active')
})

test('an engine that freezes is noticed, killed and started again', async ({ shell, engine, page, workbench }) => {
  await workbench.open(engine)
  const pid = shell.enginePid()
  process.kill(pid, 'SIGSTOP')
  await expect(page.getByRole('status').filter({ hasText: 'The engine stopped' })).toBeVisible({ timeout: 40_000 })
  await new ShellEngine(shell.home).ready(pid)
  await expectMovingPrices(workbench)
})

test.describe('a configuration that cannot be', () => {
  test.use({ engineOptions: { config: { ...BY_HAND, risk: { maxOrderNotional: '-1' } } } })

  test('is said in the window, which starts the engine once it is mended', async ({ shell, page, workbench }) => {
    const reason = page.getByRole('main').filter({ hasText: 'The engine does not run' })
    await expect(reason).toContainText('maxOrderNotional')
    writeFileSync(join(shell.home, 'config.json'), JSON.stringify(BY_HAND))
    await reason.getByRole('button', { name: 'Start the engine' }).click()
    await expect(workbench.lastPrice('BTC')).toHaveText(/^[\d,.]+$/)
  })
})
