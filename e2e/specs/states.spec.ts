import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import type { OrderView } from '../../src-contract/index.ts'
import { EngineProcess, newFolder } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'
import { ENGINE_DOWN } from '../support/page-faults.ts'

/** Greatest time until a silent engine is noticed. */
const SILENCE_LIMIT_MS = 30_000

const colourOf = (locator: Locator): Promise<string> => locator.evaluate((element) => getComputedStyle(element).color)

test('a wrong token leads to a page that says what to do', async ({ engine, page, pageFaults }) => {
  pageFaults.expect(/401/, ...ENGINE_DOWN)
  await page.goto(`${engine.address}/#token=wrong`)
  await expect(page.getByRole('heading', { name: 'Access denied' })).toBeVisible()
  await expect(page.getByText('Open the address that the engine printed')).toBeVisible()
})

test.describe('an engine that trades by hand only', () => {
  test.use({ engineOptions: { config: BY_HAND } })

  test('killed, it leaves a banner and grey prices; started again, the page recovers with the same orders', async ({
    engineProcess: engine,
    page,
    pageFaults,
    workbench,
  }) => {
    pageFaults.expect(/50[23]/, ...ENGINE_DOWN)
    await workbench.open(engine)
    const price = (numberOf(await workbench.lastPrice('BTC').textContent()) * 0.98).toFixed(1)
    await workbench.ticket.write({ Price: price, Quantity: '0.1' })
    await workbench.ticket.confirm.click()
    await expect(workbench.ticket.panel.locator('.ticket-sent')).toContainText('WORKING')
    const before = await engine.get<{ orders: OrderView[] }>('/orders')
    const liveColour = await colourOf(workbench.lastPrice('SOL'))

    await engine.kill()
    const banner = page.getByRole('status').filter({ hasText: 'Engine connection lost' })
    await expect(banner.getByRole('button', { name: 'Retry' })).toBeVisible()
    await expect.poll(() => colourOf(workbench.lastPrice('SOL'))).not.toBe(liveColour)
    await expect(workbench.chart.locator('.chart-plot')).toHaveAttribute('data-stale', 'true')
    await expect(workbench.ticket.confirm).toHaveText('Buy blocked: no connection')
    await expect(page.getByRole('button', { name: 'System health: Unknown' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Kill switch' })).toBeDisabled()

    const again = await EngineProcess.start({ home: engine.home, port: engine.port, args: ['--quiet'] })
    try {
      await expect(banner).toBeHidden({ timeout: SILENCE_LIMIT_MS })
      await workbench.show('Orders')
      await expect(workbench.rows('Open orders')).toHaveText(/BTC-PERP.*WORKING.*Entry limit/)
      const after = await again.get<{ orders: OrderView[] }>('/orders')
      expect(after.orders.map(({ orderId, state }) => [orderId, state])).toEqual(
        before.orders.map(({ orderId, state }) => [orderId, state]),
      )
      await expect(workbench.ticket.confirm).toHaveText(/^Buy 0\.100 BTC limit/)
    } finally {
      await again.stop()
    }
  })

  test('frozen, it is noticed without a closed connection, and forgiven when it wakes', async ({
    engineProcess: engine,
    page,
    pageFaults,
    workbench,
  }) => {
    pageFaults.expect(...ENGINE_DOWN)
    await workbench.open(engine)
    await workbench.ticket.write({ Quantity: '0.1' })
    await expect(workbench.ticket.confirm).toBeEnabled()
    engine.child.kill('SIGSTOP')
    try {
      await expect(page.getByText(/^Engine connection lost/)).toBeVisible({ timeout: SILENCE_LIMIT_MS })
      await expect(workbench.ticket.confirm).toHaveText('Buy blocked: no connection')
      await expect(workbench.ticket.confirm).toBeDisabled()
    } finally {
      engine.child.kill('SIGCONT')
    }
    await expect(page.getByText(/^Engine connection lost/)).toBeHidden({ timeout: SILENCE_LIMIT_MS })
    await expect(workbench.ticket.confirm).toBeEnabled()
  })
})

test.describe('a recording that has come to its end', () => {
  const MINUTE_MS = 60_000
  const BARS = 40

  /** Bars played back ten a second; after the last one nothing comes any more. */
  function writeBars(file: string): void {
    const rows = Array.from({ length: BARS }, (_, index) => {
      const open = 100 + Math.sin(index)
      return [index * MINUTE_MS, open, open + 1, open - 1, open + 0.5, 1_000].join(',')
    })
    writeFileSync(file, `ts_ms,open,high,low,close,volume\n${rows.join('\n')}\n`)
  }

  test('its last price is marked stale and blocks the ticket', async ({ workbench }) => {
    const home = newFolder()
    const file = join(home, 'bars.csv')
    writeBars(file)
    const engine = await EngineProcess.start({
      home,
      args: ['--quiet'],
      workspace: USED_BEFORE,
      config: {
        market: { venue: 'replay', replay: { file, symbol: 'BTC-USDT', speed: 600 } },
        marketData: { staleAfterMs: 1_000 },
        strategies: { 'ema-cross': { enabled: false } },
      },
    })
    try {
      await workbench.open(engine)
      await workbench.ticket.write({ Quantity: '1' })
      await expect(workbench.chart.getByText(/^Stale/)).toBeVisible()
      await expect(workbench.ticket.panel).toContainText('The price is stale')
      await expect(workbench.ticket.confirm).toHaveText('Buy blocked: price is stale')
      await expect(workbench.ticket.confirm).toBeDisabled()
      await expect(workbench.watchlistRow('BTC')).toHaveClass('row-stale')
    } finally {
      await engine.stop()
      rmSync(home, { recursive: true })
    }
  })
})

const numberOf = (text: string | null): number => Number((text ?? '').replaceAll(',', ''))
