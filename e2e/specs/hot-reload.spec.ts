import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ComponentView, ConfigView, StatusView } from '../../src-contract/index.ts'
import { changeConfigFile } from '../support/config-file.ts'
import { ConfigForm } from '../support/config-form.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { BTC, draft, freshQuote, ordersOf, placeOrder } from '../support/hand-orders.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'
import { nextCloseMs, RESTLESS, sessionTimeOf, signalsOf } from '../support/strategy-run.ts'
import { numberIn } from '../support/workbench.ts'

const EMA_CROSS = { ...RESTLESS.strategies['ema-cross'], instruments: ['ETH-PERP', 'SOL-PERP', 'XRP-PERP'] } as const
const CONFIG = { ...RESTLESS, strategies: { 'ema-cross': EMA_CROSS } } as const

test.use({ engineOptions: { config: CONFIG } })

const fileOf = (engine: EngineAccess): string => join(engine.home, 'config.json')
const viewOf = (engine: EngineAccess): Promise<ConfigView> => engine.get<ConfigView>('/config')

test('file and form are one: an edit of either is in the other at once, and acts', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await workbench.add('Configuration', { beside: 'Limits' })
  await workbench.show('Strategies')
  const config = new ConfigForm(page)
  const fast = page.getByRole('region', { name: /^Parameters of/ }).getByRole('textbox', { name: 'Fast EMA' })
  await expect(config.field('Largest order')).toHaveValue('50000')
  await expect(fast).toHaveValue('1')

  await test.step('from the file into the forms that are open', async () => {
    changeConfigFile(engine.home, ({ strategies, ...others }) => ({
      ...others,
      risk: { oversizedSignals: 'deny', maxOrderNotional: '100' },
      strategies: { 'ema-cross': { ...Object(strategies)['ema-cross'], parameters: { fastPeriod: 5, slowPeriod: 8 } } },
    }))
    await expect(config.field('Largest order')).toHaveValue('100')
    await expect(fast).toHaveValue('5')
    const denied = await placeOrder(engine, draft())
    expect(denied).toMatchObject({ status: 422, body: { code: 'DENIED', data: { limit: 100 } } })
  })

  await test.step('from the form into the file', async () => {
    await config.field('Largest order').fill('45000')
    await config.save.click()
    await expect(config.changes).toHaveCount(0)
    expect(JSON.parse(readFileSync(fileOf(engine), 'utf8'))).toMatchObject({
      risk: { oversizedSignals: 'deny', maxOrderNotional: '45000' },
      strategies: { 'ema-cross': { parameters: { fastPeriod: 5, slowPeriod: 8 } } },
    })
    expect((await placeOrder(engine, draft())).status).toBe(201)
  })

  await test.step('from the card of the strategy into the file and the other form', async () => {
    await fast.fill('6')
    await page.getByRole('button', { name: 'Apply 1' }).click()
    await expect(page.getByText('runs with new parameters')).toBeVisible()
    expect(JSON.parse(readFileSync(fileOf(engine), 'utf8'))).toMatchObject({
      strategies: { 'ema-cross': { parameters: { fastPeriod: 6, slowPeriod: 8 } } },
    })
    await config.form.getByRole('searchbox').fill('fastPeriod')
    await expect(config.form.getByRole('textbox', { name: 'Fast EMA' })).toHaveValue('6')
  })
})

test('an invalid file leaves everything running and shows each fault at its key; mended, it acts', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.1 })
  await engine.call('POST', '/strategies/ema-cross/enable', {})
  await workbench.add('Configuration', { beside: 'Log' })
  const config = new ConfigForm(page)
  await expect(config.field('Leverage')).toHaveValue('3')
  const before = await viewOf(engine)
  const faulty = {
    ...CONFIG,
    risk: { maxLeverage: -1, maxOrderNotional: 'much', maxPositions: 3 },
    strategies: { 'ema-cross': { ...EMA_CROSS, enabled: true, parameters: { fastPeriod: 9, slowPeriod: 4 } } },
  }
  writeFileSync(fileOf(engine), JSON.stringify(faulty))

  await test.step('each fault stands at its field, and all of them at the top', async () => {
    await expect(config.form.getByText('config.json has 4 faults and does not act.', { exact: false })).toBeVisible()
    await expect(config.field('Leverage')).toHaveAccessibleDescription(/In the file: must be above 0, got -1/)
    await expect(config.field('Largest order')).toHaveAccessibleDescription(/In the file: .*"much"/)
    await expect(config.form.getByText(/^risk\.maxPositions: is not a known key/)).toBeVisible()
    await config.form.getByRole('searchbox').fill('slowPeriod')
    await expect(config.form.getByRole('textbox', { name: 'Slow EMA' })).toHaveAccessibleDescription(
      /In the file: must be above fastPeriod \(9\), got 4/,
    )
    await config.form.getByRole('searchbox').press('Escape')
    await expect(config.field('Leverage')).toHaveValue('3')
  })

  await test.step('everything runs on under the version before: prices, position, orders, strategy', async () => {
    const sinceMs = await sessionTimeOf(engine)
    const price = numberIn(await workbench.lastPrice('BTC').textContent())
    await expect.poll(async () => numberIn(await workbench.lastPrice('BTC').textContent())).not.toBe(price)
    expect((await placeOrder(engine, draft({ size: { kind: 'quantity', quantity: '0.02' } }))).status).toBe(201)
    const held = async () => (await openPositions(engine)).find(({ instrumentId }) => instrumentId === BTC)
    await expect.poll(async () => Number((await held())?.quantity)).toBeCloseTo(0.07, 9)
    const stops = (await ordersOf(engine)).filter(
      ({ instrumentId, role, state }) => instrumentId === BTC && role === 'stopLoss' && state === 'working',
    )
    expect(stops.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBeCloseTo(0.05, 9)
    await until(
      () => signalsOf(engine),
      (signals) => signals.some(({ timeMs }) => timeMs >= nextCloseMs(sinceMs)),
    )
    const { components } = await engine.get<{ components: ComponentView[] }>('/components')
    expect(components.map(({ state, restarts }) => [state, restarts])).toEqual(components.map(() => ['running', 0]))
    expect(await engine.get<StatusView>('/status')).toMatchObject({ tradingState: 'active', health: 'healthy' })
    expect(await viewOf(engine)).toMatchObject({ version: before.version, value: before.value })
  })

  await test.step('mended, the file is in force and no fault is left', async () => {
    writeFileSync(fileOf(engine), JSON.stringify({ ...CONFIG, risk: { ...CONFIG.risk, maxLeverage: 2 } }))
    await expect(config.field('Leverage')).toHaveValue('2')
    await expect(config.form.getByText(/^config\.json has/)).toHaveCount(0)
    await expect(config.field('Leverage')).not.toHaveAccessibleDescription(/In the file/)
    expect((await freshQuote(engine)).stale).toBe(false)
  })
})
