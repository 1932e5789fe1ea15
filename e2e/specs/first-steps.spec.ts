import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountView, StrategyView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { layoutsOf } from '../support/workspace.ts'

test.use({ firstRun: true, engineOptions: { config: BY_HAND } })

const inFile = (engine: EngineAccess): Record<string, unknown> =>
  JSON.parse(readFileSync(join(engine.home, 'config.json'), 'utf8')) as Record<string, unknown>

test('the guide leads through the first start; each value is in the configuration when its step is left', async ({
  browser,
  engine,
  page,
  pageFaults,
  workbench,
}) => {
  const guide = page.getByRole('dialog', { name: 'First steps' })
  const next = guide.getByRole('button', { name: 'Continue' })
  const expectStep = (title: string) => expect(guide.getByRole('heading', { name: title })).toBeVisible()
  await page.goto(engine.url)

  await test.step('start: what runs already, with live prices', async () => {
    await expectStep('Welcome to Wheelhouse')
    const running = guide.getByRole('complementary', { name: 'Already running' })
    await expect(running).toContainText(/9 of 9 running/)
    const bitcoin = running.getByRole('listitem').filter({ hasText: 'BTC-PERP' })
    await expect(bitcoin).toHaveText(/\d{2},\d{3}\.\d/)
    const price = await bitcoin.textContent()
    await expect(bitcoin).not.toHaveText(price ?? '')
    await page.keyboard.press('Enter')
  })

  await test.step('language and look', async () => {
    await expectStep('Language and look')
    await guide.getByRole('combobox', { name: 'Theme' }).selectOption('Light')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
    await guide.getByRole('combobox', { name: 'Density' }).selectOption('Compact')
    await guide.getByRole('combobox', { name: 'Times in' }).selectOption('Europe/Berlin')
    await expect
      .poll(() => inFile(engine)['window'])
      .toEqual({ theme: 'light', density: 'compact', timeZone: 'Europe/Berlin' })
    await next.click()
  })

  await test.step('the paper account: a balance that cannot be keeps the step, a good one begins the account', async () => {
    await expectStep('Your paper account')
    const balance = guide.getByRole('textbox', { name: 'Starting balance' })
    await balance.fill('0')
    await expect(balance).toHaveAccessibleDescription('Enter an amount above zero.')
    await expect(next).toBeDisabled()
    await balance.fill('250000')
    await guide.getByRole('radio', { name: 'Careful' }).check()
    await expect(guide).toContainText(/On 250,000\.00 USDT: at most 1,250\.00 lost per trade and 5,000\.00 per day/)
    expect(inFile(engine)['risk'], 'not before the step is left').toBeUndefined()
    await next.click()
    await expectStep('Your first strategy')
    expect(inFile(engine)).toMatchObject({
      paper: { startingCash: '250000' },
      risk: { maxRiskPerTradeFraction: 0.005, maxDailyLossFraction: 0.02, maxLeverage: 1, maxOpenPositions: 4 },
    })
    await expect.poll(async () => (await engine.get<AccountView>('/account')).equity).toBe(250_000)
  })

  await test.step('back to a step that was passed shows what was chosen', async () => {
    await guide.getByRole('button', { name: 'Back' }).click()
    await expect(guide.getByRole('textbox', { name: 'Starting balance' })).toHaveValue('250000')
    await expect(guide.getByRole('radio', { name: 'Careful' })).toBeChecked()
    await next.click()
  })

  await test.step('a first strategy', async () => {
    await expectStep('Your first strategy')
    await guide.getByRole('listitem').filter({ hasText: 'EMA cross' }).locator('label').click()
    await expect
      .poll(async () => (await engine.get<{ strategies: StrategyView[] }>('/strategies')).strategies)
      .toMatchObject([{ strategyId: 'ema-cross', enabled: true }])
    expect(inFile(engine)).toMatchObject({ strategies: { 'ema-cross': { enabled: true } } })
    await next.click()
  })

  await test.step('the workspace to begin with', async () => {
    await expectStep('Your workspace')
    await guide.getByRole('radio', { name: 'Research' }).check()
    await guide.getByRole('button', { name: 'Open the workspace' }).click()
    await expect(guide).toBeHidden()
    await expect(workbench.layoutTab('Research')).toHaveAttribute('aria-current', 'page')
    await expect(workbench.tab('Chart 2')).toBeVisible()
  })

  await test.step('it does not come again by itself, in no window; it is found among the commands', async () => {
    await expect.poll(async () => (await layoutsOf(engine)).some(({ changedAtMs }) => changedAtMs !== null)).toBe(true)
    const context = await browser.newContext()
    const other = await context.newPage()
    await pageFaults.watch(other)
    await other.goto(engine.url)
    await expect(other.getByRole('grid', { name: 'Watchlist' })).toContainText(/\d{2},\d{3}\.\d/)
    await expect(other.getByRole('contentinfo')).toContainText('Trade')
    await expect(other.getByRole('dialog')).toHaveCount(0)
    await context.close()
    await page.getByRole('button', { name: 'Window menu' }).click()
    await page.getByRole('menuitem', { name: 'First steps…' }).click()
    await expectStep('Welcome to Wheelhouse')
  })
})

test('skipped, the guide leaves everything as it is and does not come again', async ({ engine, page, workbench }) => {
  const guide = page.getByRole('dialog', { name: 'First steps' })
  await page.goto(engine.url)
  await guide.getByRole('button', { name: 'Skip, use the defaults' }).click()
  await expect(guide).toBeHidden()
  await expect(workbench.lastPrice('BTC')).toHaveText(/^[\d,.]+$/)
  expect(inFile(engine)).toEqual(BY_HAND)
  await expect.poll(async () => (await layoutsOf(engine)).some(({ changedAtMs }) => changedAtMs !== null)).toBe(true)
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await expect(workbench.lastPrice('BTC')).toHaveText(/^[\d,.]+$/)
  await expect(workbench.tab('Tape')).toBeVisible()
  await expect(guide).toHaveCount(0)
})
