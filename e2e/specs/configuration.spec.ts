import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { ConfigView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { draft, freshQuote, placeOrder } from '../support/hand-orders.ts'
import type { Workbench } from '../support/workbench.ts'

interface Risk {
  readonly maxOrderNotional: string
  readonly maxOpenPositions: number
  readonly maxLeverage: number
  readonly maxDailyLossFraction: number
}

const fileOf = (engine: EngineAccess): string => join(engine.home, 'config.json')
const inFile = (engine: EngineAccess): unknown => JSON.parse(readFileSync(fileOf(engine), 'utf8'))
const viewOf = (engine: EngineAccess): Promise<ConfigView> => engine.get<ConfigView>('/config')
const riskOf = async (engine: EngineAccess): Promise<Risk> => (await viewOf(engine)).value['risk'] as Risk

/** The form by the words that its user sees. */
class ConfigForm {
  readonly form: Locator

  constructor(page: Page) {
    this.form = page.getByRole('form', { name: 'Configuration' })
  }

  async open(workbench: Workbench, engine: EngineAccess): Promise<void> {
    await workbench.open(engine)
    await workbench.openLayout('Operate')
    await expect(this.field('Largest order')).toBeVisible()
  }

  field(name: string): Locator {
    return this.form.getByRole('textbox', { name, exact: true })
  }

  section(name: string): Locator {
    return this.form.getByRole('navigation').getByRole('button', { name })
  }

  get search(): Locator {
    return this.form.getByRole('searchbox')
  }

  get save(): Locator {
    return this.form.getByRole('button', { name: /^Save/ })
  }

  get changes(): Locator {
    return this.form.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  }
}

test.use({ engineOptions: { config: BY_HAND } })

test('a risk limit is changed: it is in force, in the file, and judges the next order', { tag: '@flow' }, async ({
  engine,
  page,
  workbench,
}) => {
  const form = new ConfigForm(page)
  await form.open(workbench, engine)
  await freshQuote(engine)
  expect((await placeOrder(engine, draft())).status, 'allowed before').toBe(201)

  await test.step('the change is listed before it is made', async () => {
    await form.field('Largest order').fill('1,00.5')
    await expect(form.field('Largest order')).toHaveAccessibleDescription(/^Not a number\. Write it like 1,234\.5/)
    await form.field('Largest order').fill('100')
    await form.field('Daily loss').fill('0.03')
    await expect(form.changes).toHaveText([
      /risk\.maxOrderNotional\s*50000\s*100/,
      /risk\.maxDailyLossFraction\s*0\.05\s*0\.03/,
    ])
    await expect(form.form.getByText('= 3\u2009%')).toBeVisible()
    await expect(form.form.getByText('Valid, acts at once')).toBeVisible()
    expect(await riskOf(engine)).toMatchObject({ maxOrderNotional: '50000', maxDailyLossFraction: 0.05 })
  })

  await test.step('the draft survives another layout', async () => {
    await workbench.openLayout('Trade')
    await expect(form.form).toBeHidden()
    await workbench.openLayout('Operate')
    await expect(form.field('Largest order')).toHaveValue('100')
  })

  await form.save.click()
  await expect(page.getByText('Configuration saved as version')).toBeVisible()
  await expect(form.changes).toHaveCount(0)
  await expect(form.save).toHaveCount(0)
  expect(await riskOf(engine)).toMatchObject({ maxOrderNotional: '100', maxDailyLossFraction: 0.03 })
  expect(inFile(engine)).toEqual({ ...BY_HAND, risk: { maxOrderNotional: '100', maxDailyLossFraction: 0.03 } })
  expect(await placeOrder(engine, draft())).toMatchObject({
    status: 422,
    body: { code: 'DENIED', data: { code: 'MAX_ORDER_NOTIONAL', limit: 100 } },
  })
})

test('a change of the file appears in the open form, and beside what was written there', async ({
  engine,
  page,
  workbench,
}) => {
  const form = new ConfigForm(page)
  await form.open(workbench, engine)
  await form.field('Leverage').fill('2')
  const risk = { maxOrderNotional: '700', maxLeverage: 4 }
  writeFileSync(fileOf(engine), JSON.stringify({ ...BY_HAND, risk }))
  await expect(form.field('Largest order')).toHaveValue('700')
  await expect(form.field('Leverage')).toHaveValue('2')
  await expect(form.field('Leverage')).toHaveAccessibleDescription(/Changed meanwhile: now 4/)
  await expect(form.save, 'until it is said whose value stays').toBeDisabled()
  await form.form.getByRole('button', { name: 'Keep my value of risk.maxLeverage' }).click()
  await form.save.click()
  await expect(form.changes).toHaveCount(0)
  expect(inFile(engine)).toEqual({ ...BY_HAND, risk: { maxOrderNotional: '700', maxLeverage: 2 } })
})

test('a value that cannot be is said at its field, which gets the focus instead of a save', async ({
  engine,
  page,
  workbench,
}) => {
  const form = new ConfigForm(page)
  await form.open(workbench, engine)
  const before = await viewOf(engine)

  await test.step('outside of its range: the form knows it', async () => {
    await form.field('Leverage').fill('500')
    await expect(form.field('Leverage')).toHaveAccessibleDescription(/^Allowed: above 0, at most 125/)
    await form.section('Paper').click()
    await expect(form.section('Risk')).toHaveAccessibleName(/with a fault/)
    await form.save.click()
    await expect(form.field('Leverage')).toBeFocused()
    await form.field('Leverage').fill('3')
  })

  await test.step('against another key: the engine says it, before it is sent', async () => {
    await form.section('Gateway').click()
    await form.field('Host').fill('0.0.0.0')
    await expect(form.field('Host')).toHaveAccessibleDescription(/^must be 127\.0\.0\.1, ::1 or localhost/)
    await expect(form.field('Host')).toHaveAttribute('aria-invalid', 'true')
    await form.save.click()
    await expect(form.field('Host')).toBeFocused()
    await expect(form.form.getByText('1 value cannot be saved')).toBeVisible()
  })

  await test.step('possible, but only after a restart: it is marked, and said after the save', async () => {
    await form.field('Host').fill('localhost')
    await expect(form.form.getByText('Valid, acts after a restart')).toBeVisible()
    expect((await viewOf(engine)).version).toBe(before.version)
    await form.save.click()
    await expect(page.getByText('After a restart: gateway.host.')).toBeVisible()
  })
})

test('an invalid file shows its faults at their keys; the old values stay in force', async ({
  engine,
  page,
  workbench,
}) => {
  const form = new ConfigForm(page)
  await form.open(workbench, engine)
  const risk = { maxOrderNotional: '-5', maxPositions: 3 }
  writeFileSync(fileOf(engine), JSON.stringify({ ...BY_HAND, risk }))
  await expect(form.form.getByText(/^config\.json has 2 faults and does not act/)).toBeVisible()
  await expect(
    form.form.getByText(/^risk\.maxPositions: is not a known key; did you mean "maxOpenPositions"/),
  ).toBeVisible()
  await expect(form.field('Largest order')).toHaveAccessibleDescription(/In the file: must be greater than 0/)
  await expect(form.field('Largest order')).toHaveValue('50000')
  expect((await riskOf(engine)).maxOrderNotional).toBe('50000')

  await form.field('Leverage').fill('2')
  await expect(form.save).toBeDisabled()
  await expect(form.form.getByText('Mend the file first')).toBeVisible()

  writeFileSync(fileOf(engine), JSON.stringify({ ...BY_HAND, risk: { maxOrderNotional: '5000' } }))
  await expect(form.form.getByText(/^config\.json has/)).toHaveCount(0)
  await expect(form.field('Largest order')).toHaveValue('5000')
  await expect(form.save).toBeEnabled()
})

test('the search finds a key by its name, its title and its meaning; a reset goes back to the default', async ({
  engine,
  page,
  workbench,
}) => {
  await engine.call('PUT', '/config', { patch: { risk: { maxDailyLossFraction: 0.2 } } })
  const form = new ConfigForm(page)
  await form.open(workbench, engine)
  for (const words of ['maxDailyLossFraction', 'daily loss hard line', 'start of the day entries denied']) {
    await form.search.fill(words)
    await expect(form.form.getByRole('textbox')).toHaveCount(1)
    await expect(form.field('Daily loss')).toHaveValue('0.2')
  }
  await form.search.fill('no such words')
  await expect(form.form.getByText('Nothing found')).toBeVisible()
  await form.search.press('Escape')
  await form.section('Risk').click()
  await form.form.getByRole('button', { name: 'Reset Daily loss to 0.05' }).click()
  await form.save.click()
  await expect(form.changes).toHaveCount(0)
  expect((await riskOf(engine)).maxDailyLossFraction).toBe(0.05)
  expect(inFile(engine), 'a default is not written').toEqual({ ...BY_HAND, risk: {} })
})

test('a save that somebody else forestalled is refused, and the draft kept', async ({ engine, page, workbench }) => {
  /* The other change is made while the save is on its way. */
  let forestalled = false
  await page.routeWebSocket(/\/ws\/rpc/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage(async (message) => {
      if (!forestalled && message.toString().includes('/config/put')) {
        forestalled = true
        await engine.call('PUT', '/config', { patch: { risk: { maxOpenPositions: 5 } } })
      }
      server.send(message)
    })
  })
  const form = new ConfigForm(page)
  await form.open(workbench, engine)
  await form.field('Leverage').fill('2')
  await form.save.click()
  await expect(form.form.getByRole('alert')).toContainText('was changed meanwhile. Nothing was saved')
  await expect(form.field('Open positions')).toHaveValue('5')
  await expect(form.field('Leverage')).toHaveValue('2')
  expect(await riskOf(engine)).toMatchObject({ maxOpenPositions: 5, maxLeverage: 3 })
  await form.save.click()
  await expect(form.changes).toHaveCount(0)
  await expect(form.form.getByRole('alert')).toHaveCount(0)
  expect(await riskOf(engine)).toMatchObject({ maxOpenPositions: 5, maxLeverage: 2 })
})

test.describe('with a key that an environment variable holds', () => {
  test.use({ engineOptions: { config: BY_HAND, environment: { WHEELHOUSE_RISK_MAX_OPEN_POSITIONS: '4' } } })

  test('the field is closed and names the variable', async ({ engine, page, workbench }) => {
    const form = new ConfigForm(page)
    await form.open(workbench, engine)
    await expect(form.field('Open positions')).toBeDisabled()
    await expect(form.field('Open positions')).toHaveValue('4')
    await expect(form.field('Open positions')).toHaveAccessibleDescription(/Held by WHEELHOUSE_RISK_MAX_OPEN_POSITIONS/)
  })
})
