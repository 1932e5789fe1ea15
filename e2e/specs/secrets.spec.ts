import { rmSync } from 'node:fs'
import type { VaultView } from '../../src-contract/index.ts'
import { EngineProcess, newFolder } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'

const PASSPHRASE = 'correct horse battery'
const VALUE = 'a-value-that-nobody-sees'

test('a passphrase is set, and what it protects is listed and removed', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await page.getByRole('button', { name: 'No passphrase' }).click()
  const dialog = page.getByRole('dialog', { name: 'Security' })
  await expect(dialog).toContainText('set a passphrase before secrets can be kept')

  await test.step('a short one, or one that is not repeated, is said at its field', async () => {
    await dialog.getByRole('button', { name: 'Set a passphrase' }).click()
    const fresh = dialog.getByLabel('New passphrase', { exact: true }).and(dialog.locator('input'))
    const repeated = dialog.getByLabel('Repeat it')
    await fresh.fill('short')
    await dialog.getByRole('button', { name: 'Set the passphrase' }).click()
    await expect(fresh).toBeFocused()
    await expect(fresh).toHaveAccessibleDescription('At least 12 characters, got 5')
    await fresh.fill(PASSPHRASE)
    await expect(repeated).toHaveAccessibleDescription('Is not the same')
    await repeated.fill(PASSPHRASE)
    await dialog.getByRole('button', { name: 'Set the passphrase' }).click()
    await expect(dialog.getByRole('button', { name: 'Change the passphrase' })).toBeVisible()
    expect(await engine.get<VaultView>('/secrets/vault')).toMatchObject({ protection: 'passphrase', locked: false })
  })

  await test.step('a secret is shown by its name alone, and removed after a question', async () => {
    await engine.call('PUT', '/secrets/binance.main.api-key', { value: VALUE })
    const row = dialog.getByRole('listitem').filter({ hasText: 'binance.main.api-key' })
    await expect(row).toBeVisible()
    await expect(page.getByText(VALUE)).toHaveCount(0)
    await row.getByRole('button', { name: 'Remove binance.main.api-key' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove it' }).click()
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await expect(row).toHaveCount(0)
    expect((await engine.get<VaultView>('/secrets/vault')).secretCount).toBe(0)
  })

  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Secrets', exact: true })).toBeVisible()
})

test('secrets are locked after a start, until the passphrase is given', async ({ page, workbench }) => {
  const home = newFolder()
  const start = (): Promise<EngineProcess> => EngineProcess.start({ home, args: ['--quiet'], workspace: USED_BEFORE })
  const before = await start()
  await before.call('POST', '/secrets/passphrase', { passphrase: PASSPHRASE })
  await before.stop()
  const engine = await start()
  try {
    await workbench.open(engine)
    await page.getByRole('button', { name: 'Secrets locked' }).click()
    const dialog = page.getByRole('dialog', { name: 'Security' })
    const passphrase = dialog.getByLabel('Passphrase', { exact: true })
    await expect(passphrase).toBeFocused()
    await passphrase.fill('not the passphrase')
    await passphrase.press('Enter')
    await expect(passphrase).toHaveAccessibleDescription('That is not the passphrase of the vault.')
    await passphrase.fill(PASSPHRASE)
    await passphrase.press('Enter')
    await expect(passphrase).toHaveCount(0)
    expect((await engine.get<VaultView>('/secrets/vault')).locked).toBe(false)
  } finally {
    await engine.stop()
    rmSync(home, { recursive: true, force: true })
  }
})
