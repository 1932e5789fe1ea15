import type { AccountAtVenueView, ConfigView } from '../../src-contract/index.ts'
import { axeFindings } from '../support/axe.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { ExchangeAccounts, protectVault } from '../support/exchange-accounts.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { setTheme } from '../support/themes.ts'
import { READING_KEY, TRADING_KEY } from '../venue/index.ts'

test.use({ engineOptions: { config: BY_HAND } })

async function accountOf(engine: EngineAccess, name: string): Promise<AccountAtVenueView | undefined> {
  const { accounts } = await engine.get<{ accounts: AccountAtVenueView[] }>('/accounts')
  return accounts.find((account) => account.name === name)
}

test('an account is added, gets its key, is checked, armed by its words and disarmed', async ({
  engine,
  page,
  workbench,
}) => {
  await using exchange = await ExchangeAccounts.start()
  await protectVault(engine)
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Accounts')
  const panel = workbench.panel('Accounts')

  await test.step('the form says what is wrong at its field, and saves nothing before', async () => {
    await panel.getByRole('button', { name: 'Add account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add an account' })
    const save = dialog.getByRole('button', { name: 'Save' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Paper')
    await expect(dialog.getByText(/^Small letters and digits/)).toBeVisible()
    await expect(save).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('main')
    await dialog.getByRole('radio', { name: 'Live' }).check()
    await dialog.getByRole('textbox', { name: 'rest' }).fill('ftp://127.0.0.1')
    await expect(dialog.getByText(/must begin with https:\/\/ or http:\/\//)).toBeVisible()
    for (const [part, address] of Object.entries(exchange.urls)) {
      await dialog.getByRole('textbox', { name: part, exact: true }).fill(address)
    }
    await save.click()
    await expect(dialog).toHaveCount(0)
    const { value } = await engine.get<ConfigView>('/config')
    expect(value['accounts']).toMatchObject({ main: { venue: 'binance', environment: 'live', urls: exchange.urls } })
  })

  await test.step('other settings are written over it, and what is not changed stays', async () => {
    await panel.getByRole('button', { name: 'Edit settings…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Settings of main' })
    const save = dialog.getByRole('button', { name: 'Save' })
    await expect(dialog.getByRole('textbox', { name: 'rest' })).toHaveValue(exchange.urls['rest'] ?? '')
    await expect(save).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Time for an answer' }).fill('20')
    await expect(dialog.getByText(/must be at least 500, got 20/)).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Time for an answer' }).fill('4000')
    await save.click()
    await expect(dialog).toHaveCount(0)
    const { value } = await engine.get<ConfigView>('/config')
    expect(value['accounts']).toMatchObject({ main: { timeoutMs: 4_000, urls: exchange.urls } })
  })

  await test.step('keys are written and never shown', async () => {
    await panel.getByRole('textbox', { name: 'API key' }).fill(READING_KEY.apiKey)
    await panel.getByRole('textbox', { name: 'Secret' }).fill(READING_KEY.secret)
    await panel.getByRole('button', { name: 'Save keys' }).click()
    await expect(panel.getByText('Set', { exact: true })).toHaveCount(2)
    for (const field of ['API key', 'Secret']) await expect(panel.getByRole('textbox', { name: field })).toHaveValue('')
    for (const value of [READING_KEY.apiKey, READING_KEY.secret]) {
      expect(await page.content()).not.toContain(value)
    }
  })

  await test.step('a key that may not trade is refused, and cannot be armed', async () => {
    await panel.getByRole('button', { name: 'Check now' }).click()
    await expect(panel.getByText('The key may not trade here')).toBeVisible()
    expect(await accountOf(engine, 'main')).toMatchObject({ lastCheck: { outcome: 'refused' }, armedAtMs: null })
    await panel.getByRole('button', { name: 'Arm…' }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('textbox').fill('LIVE main')
    await dialog.getByRole('button', { name: 'Arm for live' }).click()
    await expect(dialog.getByRole('alert')).toContainText('The key may not trade here.')
    await page.keyboard.press('Escape')
  })

  await test.step('one that may is armed by the words, exactly as they stand there', async () => {
    await engine.call('PUT', '/secrets/account.main.api-key', { value: TRADING_KEY.apiKey })
    await engine.call('PUT', '/secrets/account.main.secret', { value: TRADING_KEY.secret })
    await panel.getByRole('button', { name: 'Arm…' }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByText('live', { exact: true })).toBeVisible()
    const confirm = dialog.getByRole('button', { name: 'Arm for live' })
    await dialog.getByRole('textbox').fill('LIVE mai')
    await expect(confirm).toBeDisabled()
    await dialog.getByRole('textbox').fill('LIVE main')
    await confirm.click()
    await expect(dialog).toHaveCount(0)
    await expect(panel.getByRole('gridcell', { name: 'armed', exact: true })).toBeVisible()
    expect((await accountOf(engine, 'main'))?.armedAtMs).not.toBeNull()
  })

  await test.step('and disarmed at once', async () => {
    await panel.getByRole('button', { name: 'Disarm' }).click()
    await expect(panel.getByRole('gridcell', { name: 'not armed' })).toBeVisible()
    expect((await accountOf(engine, 'main'))?.armedAtMs).toBeNull()
  })

  await test.step('and removed after a question', async () => {
    await panel.getByRole('button', { name: 'Remove…', exact: true }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(panel.getByText('No accounts yet')).toBeVisible()
    expect(await accountOf(engine, 'main')).toBeUndefined()
  })
})

test('what keeps a check from its end is told with what to do', async ({ engine, workbench }) => {
  await using exchange = await ExchangeAccounts.start()
  await protectVault(engine)
  await exchange.add(engine, 'main', 'testnet')
  await engine.call('PUT', '/secrets/account.main.api-key', { value: 'x'.repeat(64) })
  await engine.call('PUT', '/secrets/account.main.secret', { value: TRADING_KEY.secret })
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Accounts')
  const panel = workbench.panel('Accounts')
  await panel.getByRole('button', { name: 'Check now' }).click()
  await expect(panel.getByText('The check did not come to its end.')).toBeVisible()
  const check = (await accountOf(engine, 'main'))?.lastCheck
  expect(check?.failure?.kind).toBe('wrongKey')
  await expect(panel.getByText(check?.failure?.advice ?? 'nothing')).toBeVisible()
  await expect(panel.getByText('there is nothing to arm', { exact: false })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Arm…' })).toHaveCount(0)
})

test('without a vault it says what is missing; every tab passes the rules of accessibility, and is there in German', async ({
  engine,
  page,
  workbench,
}) => {
  await engine.call('PUT', '/config', { patch: { accounts: { main: { venue: 'binance', environment: 'live' } } } })
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Accounts')
  const panel = workbench.panel('Accounts')
  await expect(panel.getByText('Nothing protects a secret on this machine yet', { exact: false })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Check now' })).toBeDisabled()
  await expect(panel.getByRole('button', { name: 'Arm…' })).toBeDisabled()
  for (const tab of ['Your accounts', 'Venues', 'Way to live']) {
    await panel.getByRole('tab', { name: tab }).click()
    expect(await axeFindings(page, tab, { within: '[data-panel="accounts"]' })).toEqual([])
  }
  await setTheme(page, 'dark')
  await panel.getByRole('tab', { name: 'Your accounts' }).click()
  await panel.getByRole('button', { name: 'Open the vault' }).click()
  await expect(page.getByRole('dialog', { name: 'Security' })).toBeVisible()
  await page.keyboard.press('Escape')
  await engine.call('PUT', '/config', { patch: { window: { language: 'de' } } })
  await expect(page.getByRole('tab', { name: 'Weg zu Live' })).toBeVisible()
})
