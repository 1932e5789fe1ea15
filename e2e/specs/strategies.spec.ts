import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StrategyView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { expect, test } from '../support/fixtures.ts'

interface ConfigFile {
  strategies?: { 'ema-cross'?: { enabled?: boolean; parameters?: Record<string, unknown> } }
}

const configFile = (engine: EngineAccess): string => join(engine.home, 'config.json')

const emaCrossInFile = (engine: EngineAccess) =>
  (JSON.parse(readFileSync(configFile(engine), 'utf8')) as ConfigFile).strategies?.['ema-cross']

const emaCross = async (engine: EngineAccess): Promise<StrategyView | undefined> =>
  (await engine.get<{ strategies: StrategyView[] }>('/strategies')).strategies.find(
    ({ strategyId }) => strategyId === 'ema-cross',
  )

test('a strategy is switched off and on, and the file says so', async ({ engine, workbench }) => {
  await workbench.open(engine)
  await workbench.show('Strategies')
  const card = workbench.strategyCards
  for (const enabled of [false, true]) {
    await card.locator('label').click()
    await expect(card.getByRole('switch')).toBeChecked({ checked: enabled })
    await expect.poll(async () => (await emaCross(engine))?.enabled).toBe(enabled)
    expect(emaCrossInFile(engine)?.enabled).toBe(enabled)
    if (!enabled) await expect(card).toContainText('off')
  }
})

test('a parameter is changed in its form; a value that cannot be is said at its field', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await workbench.show('Strategies')
  const form = page.getByRole('region', { name: /^Parameters of/ })
  const fast = form.getByRole('textbox', { name: 'Fast EMA' })
  const slow = form.getByRole('textbox', { name: 'Slow EMA' })
  const apply = form.getByRole('button', { name: /^Apply/ })

  await test.step('outside of its range: the form knows it', async () => {
    await fast.fill('0')
    await expect(fast).toHaveAccessibleDescription('Allowed: 1 to 1000')
    await expect(apply).toBeDisabled()
  })

  await test.step('against another value: the engine says it', async () => {
    await fast.fill('30')
    await apply.click()
    await expect(slow).toHaveAccessibleDescription('must be above fastPeriod (30), got 21')
    expect((await emaCross(engine))?.parameters['fastPeriod']).toBe(9)
  })

  await test.step('possible: it is in force, in the file and on the chart', async () => {
    await fast.fill('12')
    await apply.click()
    await expect(page.getByText('runs with new parameters')).toBeVisible()
    expect((await emaCross(engine))?.parameters['fastPeriod']).toBe(12)
    expect(emaCrossInFile(engine)?.parameters?.['fastPeriod']).toBe(12)
    await expect(workbench.chart).toContainText('EMA 12')
  })
})

test('an edit of the file appears in the page', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.show('Strategies')
  const config = { strategies: { 'ema-cross': { parameters: { fastPeriod: 7, slowPeriod: 33 } } } }
  writeFileSync(configFile(engine), JSON.stringify(config))
  const form = page.getByRole('region', { name: /^Parameters of/ })
  await expect(form.getByRole('textbox', { name: 'Slow EMA' })).toHaveValue('33')
  await expect(workbench.chart).toContainText('EMA 7')
  await expect(workbench.chart).toContainText('EMA 33')
})
