import { ExchangeAccounts, protectVault } from '../support/exchange-accounts.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { setTheme } from '../support/themes.ts'
import { TwoAccounts } from '../support/two-accounts.ts'
import { settle, takePicture } from './camera.ts'

const THEMES = ['dark', 'light'] as const

test.use({
  engineOptions: { config: BY_HAND },
  viewport: { width: 1440, height: 900 },
  colorScheme: 'dark',
  contextOptions: { reducedMotion: 'reduce' },
})

test('accounts: one on a testnet, one live and checked, its arming, venues and the way to live', async ({
  engine,
  page,
  workbench,
}) => {
  await using exchange = await ExchangeAccounts.start()
  await protectVault(engine)
  await exchange.add(engine, 'practice', 'testnet')
  await exchange.add(engine, 'main', 'live')
  await exchange.setKeys(engine, 'main')
  await exchange.setKeys(engine, 'practice')
  await engine.call('POST', '/accounts/practice/check', {})
  await engine.call('POST', '/accounts/main/check', {})
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Accounts')
  await workbench.group('Accounts').getByRole('button', { name: 'Maximise' }).click()
  const panel = workbench.panel('Accounts')
  await panel.getByRole('row', { name: /main/ }).click()
  await expect(panel.getByText('The key may be used from everywhere', { exact: true })).toBeVisible()
  await settle(page)
  for (const theme of THEMES) {
    await setTheme(page, theme)
    await takePicture(page, `accounts-checked-${theme}`)
  }
  await panel.getByRole('button', { name: 'Arm…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('textbox').fill('LIVE ma')
  for (const theme of THEMES) {
    await setTheme(page, theme)
    await takePicture(page, `dialog-arm-${theme}`, { of: dialog })
  }
  await page.keyboard.press('Escape')
  for (const tab of ['Venues', 'Way to live']) {
    await panel.getByRole('tab', { name: tab }).click()
    await settle(page)
    for (const theme of THEMES) {
      await setTheme(page, theme)
      await takePicture(page, `accounts-${tab === 'Venues' ? 'venues' : 'guide'}-${theme}`, {
        of: workbench.group('Accounts'),
        kept: theme === 'dark',
      })
    }
  }
})

test('accounts: none yet, a new one, and a narrow place', async ({ engine, page, workbench }) => {
  await using exchange = await ExchangeAccounts.start()
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Accounts')
  const panel = workbench.panel('Accounts')
  await expect(panel.getByText('No accounts yet')).toBeVisible()
  await settle(page)
  await takePicture(page, 'accounts-empty', { of: workbench.group('Accounts'), kept: false })
  await panel.getByRole('button', { name: 'Add account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('main')
  await dialog.getByText('Live', { exact: true }).click()
  await dialog.getByRole('textbox', { name: 'rest' }).fill('wss://example.com')
  await expect(dialog.getByText(/must begin with https/)).toBeVisible()
  for (const theme of THEMES) {
    await setTheme(page, theme)
    await takePicture(page, `dialog-account-${theme}`, { of: dialog, kept: theme === 'dark' })
  }
  await page.keyboard.press('Escape')
  await exchange.add(engine, 'main', 'live')
  await expect(panel.getByRole('row', { name: /main/ })).toBeVisible()
  await settle(page)
  await page.setViewportSize({ width: 1024, height: 700 })
  await takePicture(page, 'accounts-narrow', { kept: false })
})

test('several accounts: the choice between them, and what connects them', async ({ page, workbench }) => {
  await using accounts = await TwoAccounts.start()
  await page.setViewportSize({ width: 1600, height: 1000 })
  await workbench.open(accounts.engine)
  await settle(page)
  await page.getByRole('banner').getByRole('button', { name: 'Account paper: choose another' }).click()
  await expect(page.getByRole('menuitemradio', { name: /^main/ })).toBeVisible()
  await takePicture(page, 'account-chooser')
  await page.keyboard.press('Escape')
  await workbench.openLayout('Operate')
  await workbench.show('Accounts')
  const panel = workbench.panel('Accounts')
  await panel.getByRole('tab', { name: 'Connections' }).click()
  await expect(panel.getByRole('region', { name: 'Connection main' })).toContainText(/Open sockets\s*[1-9]/)
  await expect(panel.getByRole('treegrid', { name: 'Streams of exchanges' })).toContainText('live')
  await page.setViewportSize({ width: 1440, height: 900 })
  await workbench.group('Accounts').getByRole('button', { name: 'Maximise' }).click()
  await settle(page)
  for (const theme of THEMES) {
    await setTheme(page, theme)
    await takePicture(page, `accounts-connections-${theme}`, {
      of: workbench.group('Accounts'),
      kept: theme === 'dark',
    })
  }
})
