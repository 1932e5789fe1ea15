import type { Page } from '@playwright/test'
import type { AlertView, PriceAlertView } from '../../src-contract/index.ts'
import { changeConfigFile } from '../support/config-file.ts'
import { DataGrid } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, draft, freshQuote, placeOrder, priceNear } from '../support/hand-orders.ts'
import { setMarketSpeed } from '../support/market-run.ts'
import type { Workbench } from '../support/workbench.ts'

type Section = 'Active' | 'Acknowledged' | 'Resolved' | 'Prices'

const alertsOf = async (engine: EngineAccess): Promise<AlertView[]> =>
  (await engine.get<{ alerts: AlertView[] }>('/alerts?status=all')).alerts
const pricesOf = async (engine: EngineAccess): Promise<PriceAlertView[]> =>
  (await engine.get<{ priceAlerts: PriceAlertView[] }>('/alerts/prices')).priceAlerts

/** The panel of alerts by its sections. */
class Alerts {
  readonly #workbench: Workbench

  constructor(workbench: Workbench) {
    this.#workbench = workbench
  }

  async open(section: Section): Promise<void> {
    const tab = this.#workbench.panel('Alerts').getByRole('tab', { name: new RegExp(`^${section}`) })
    await tab.click()
    await expect(tab).toHaveAttribute('aria-selected', 'true')
  }

  /** The alerts of the section in front, or that of one code. */
  entry(code?: string) {
    const entries = this.#workbench.panel('Alerts').getByRole('article')
    return code === undefined ? entries : entries.filter({ hasText: code })
  }

  get acknowledgeAll() {
    return this.#workbench.group('Alerts').getByRole('button', { name: 'Acknowledge all' })
  }
}

const countInStatusBar = (page: Page) => page.getByRole('contentinfo').getByRole('button', { name: /alerts?$/i })

/** No alert of a machine that is slow comes between those that are looked at. */
const PATIENT = {
  metrics: {
    limits: {
      cpuFraction: 64,
      loopDelayMs: 60_000,
      journalCommitMs: 60_000,
      orderAckMs: 60_000,
      candleToIntentMs: 60_000,
    },
  },
}

test.describe('an engine that trades by hand only', () => {
  test.use({ engineOptions: { config: { ...BY_HAND, monitoring: PATIENT } } })

  test('alerts come with a cause and what to do, lead there, are acknowledged, and end with their cause', async ({
    engine,
    page,
    workbench,
  }) => {
    await workbench.open(engine)
    await workbench.openLayout('Operate')
    const alerts = new Alerts(workbench)
    await expect(countInStatusBar(page)).toHaveText('No alerts')

    await test.step('a file with a fault: told with its key, and the way leads to its field', async () => {
      changeConfigFile(engine.home, (config) => ({ ...config, risk: { maxLeverage: -1 } }))
      await expect(alerts.entry('CONFIG_INVALID')).toContainText('risk.maxLeverage: must be above 0, got -1')
      await expect(countInStatusBar(page)).toHaveText('1 alert')
      await alerts.entry('CONFIG_INVALID').getByRole('button', { name: 'Configuration', exact: true }).click()
      const field = workbench.panel('Configuration').getByRole('textbox', { name: 'Leverage', exact: true })
      await expect(field).toBeFocused()
      await expect(field).toHaveAccessibleDescription(/In the file: must be above 0, got -1/)
    })

    await test.step('trading that is paused is told beside it', async () => {
      await page.getByRole('button', { name: 'Pause trading: no new entries' }).click()
      await expect(alerts.entry('TRADING_REDUCING')).toBeVisible()
      await expect(countInStatusBar(page)).toHaveText('2 alerts')
    })

    await test.step('acknowledged, one waits among the seen ones until its cause is gone', async () => {
      await alerts
        .entry('CONFIG_INVALID')
        .getByRole('button', { name: /^Acknowledge: / })
        .click()
      await expect(alerts.entry('CONFIG_INVALID')).toHaveCount(0)
      await expect(countInStatusBar(page)).toHaveText('1 alert')
      const known = (await alertsOf(engine)).find(({ code }) => code === 'CONFIG_INVALID')
      expect(known).toMatchObject({ acknowledgedAtMs: expect.any(Number), resolvedAtMs: null })
      await alerts.open('Acknowledged')
      await expect(alerts.entry()).toHaveCount(1)
      await expect(alerts.entry('CONFIG_INVALID')).toBeVisible()
    })

    await test.step('the rest together', async () => {
      await alerts.acknowledgeAll.click()
      await expect(alerts.entry()).toHaveCount(2)
      await expect(alerts.acknowledgeAll).toHaveCount(0)
      await expect(countInStatusBar(page)).toHaveText('No alerts')
      expect((await alertsOf(engine)).filter(({ acknowledgedAtMs }) => acknowledgedAtMs === null)).toEqual([])
    })

    await test.step('mended and resumed, both are over; an own order that was denied is kept there, too', async () => {
      changeConfigFile(engine.home, (config) => ({ ...config, risk: {} }))
      await page.getByRole('button', { name: 'Resume trading' }).click()
      await expect(alerts.entry()).toHaveCount(0)
      await freshQuote(engine)
      const denied = await placeOrder(engine, draft({ size: { kind: 'quantity', quantity: '50' } }))
      expect(denied).toMatchObject({ status: 422, body: { code: 'DENIED' } })
      await alerts.open('Resolved')
      await expect(alerts.entry()).toHaveCount(3)
      await expect(alerts.entry('ORDER_DENIED')).toContainText(/at most 50,000/)
      expect((await alertsOf(engine)).filter(({ resolvedAtMs }) => resolvedAtMs === null)).toEqual([])
      await expect(countInStatusBar(page)).toHaveText('No alerts')
    })
  })

  test('a price alert is set by its form, told once when the price is there, and removed', async ({
    engine,
    page,
    workbench,
  }) => {
    await workbench.open(engine)
    await workbench.openLayout('Operate')
    const alerts = new Alerts(workbench)
    await alerts.open('Prices')
    const form = page.getByRole('form', { name: 'New price alert' })
    const price = form.getByRole('textbox', { name: 'Price' })
    const set = form.getByRole('button', { name: 'Set alert' })
    const waiting = new DataGrid(workbench.group('Alerts'), 'Price alerts')
    const quote = await freshQuote(engine)

    await test.step('none and off the tick are said at the field, and nothing is set', async () => {
      await form.getByRole('combobox', { name: 'Instrument' }).selectOption('BTC-PERP')
      await set.click()
      await expect(price).toHaveAccessibleDescription('Enter a price above zero.')
      await expect(price).toBeFocused()
      await price.fill('65000.05')
      await set.click()
      await expect(price).toHaveAccessibleDescription('Must be a multiple of the tick, 0.1.')
      expect(await pricesOf(engine)).toEqual([])
    })

    const far = priceNear(quote, 0.5)
    await test.step('one far away waits, with its distance, and can be removed', async () => {
      await price.fill(far)
      await form.getByRole('textbox', { name: 'Note' }).fill('look at the news')
      await set.click()
      await expect(price).toHaveValue('')
      await expect(waiting.rows).toHaveText(/BTC-PERP/)
      await expect(waiting.rows.getByRole('img', { name: 'rises to' })).toBeVisible()
      expect(await pricesOf(engine)).toMatchObject([
        { instrumentId: BTC, price: far, direction: 'above', note: 'look at the news' },
      ])
      await expect.poll(async () => (await waiting.column('Distance'))[0]).toMatch(/^\+(49|50)\.\d+\s%$/)
      await waiting.rows.getByRole('button', { name: `Remove the alert for BTC-PERP at ${far}` }).click()
      await expect(page.getByText('No price alerts')).toBeVisible()
      expect(await pricesOf(engine)).toEqual([])
    })

    await test.step('two close to the market: one of them is reached, told, and gone', async () => {
      const near = await freshQuote(engine)
      for (const share of [0.0004, -0.0004]) {
        await price.fill(priceNear(near, share))
        await set.click()
        await expect(price).toHaveValue('')
      }
      await setMarketSpeed(engine, 60)
      await alerts.open('Active')
      await expect(alerts.entry('PRICE_REACHED').first()).toBeVisible()
      await setMarketSpeed(engine, 1)
      const reached = (await alertsOf(engine)).find(({ code }) => code === 'PRICE_REACHED')
      expect(reached).toMatchObject({ severity: 'info', instrumentId: BTC })
      expect((await pricesOf(engine)).length).toBeLessThan(2)
    })

    await test.step('it leads to the chart', async () => {
      await alerts.entry('PRICE_REACHED').first().getByRole('button', { name: 'Chart', exact: true }).click()
      await expect(workbench.tab('Chart')).toHaveAttribute('aria-selected', 'true')
      await expect(
        workbench.chart.getByRole('combobox', { name: /^Choose the instrument, now BTC-PERP/ }),
      ).toBeVisible()
    })
  })

  test('a feed that is silent for longer than allowed is told for its instrument, and over when prices are fresh', async ({
    engine,
    page,
    workbench,
  }) => {
    await workbench.open(engine)
    await workbench.openLayout('Operate')
    const alerts = new Alerts(workbench)
    const silent = alerts.entry('FEED_STALE').filter({ hasText: 'No fresh price for BTC-PERP' })
    const stale = async () => (await alertsOf(engine)).filter(({ instrumentId }) => instrumentId === BTC)

    // A market at its natural pace has a trade every two seconds.
    await engine.call('PUT', '/config', { patch: { marketData: { staleAfterMs: 500 } } })
    await expect(silent).toContainText(/The newest price came \d+(\.\d+)? s ago; from 0\.5 s on a price is stale/)
    expect(await stale()).toMatchObject([{ code: 'FEED_STALE', severity: 'warning' }])

    await engine.call('PUT', '/config', { patch: { marketData: { staleAfterMs: null } } })
    await expect.poll(async () => (await stale()).map(({ resolvedAtMs }) => resolvedAtMs)).toEqual([expect.any(Number)])
    await expect(page.getByText('Nothing waits for you.', { exact: false })).toBeVisible()
    await alerts.open('Resolved')
    await expect(silent).toBeVisible()
    await expect(page.getByRole('button', { name: 'System health: Healthy' })).toBeVisible()
  })
})
