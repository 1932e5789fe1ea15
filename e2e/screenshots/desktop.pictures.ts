import type { Page } from '@playwright/test'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { setTheme, takePicture, type Theme, USUAL } from './camera.ts'

const THEMES: readonly Theme[] = ['dark', 'light']
const WAIT_MS = 30_000

test.use({ runIn: 'utility', engineOptions: { config: BY_HAND }, viewport: USUAL })

/** One picture in each theme; the window itself follows the system. */
async function takeInBothThemes(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await setTheme(page, theme)
    await takePicture(page, `${name}-${theme}`)
  }
}

test('the configuration with a draft', async ({ engine, page, workbench }) => {
  await page.setViewportSize(USUAL)
  await workbench.open(engine)
  await workbench.show('Configuration')
  const form = page.getByRole('form', { name: 'Configuration' })
  await form.getByRole('button', { name: /^Risk/ }).click()
  await form.getByRole('textbox', { name: 'Largest order' }).fill('40000')
  await form.getByRole('textbox', { name: 'Daily loss' }).fill('0.03')
  await expect(form.getByRole('button', { name: 'Save 2 changes' })).toBeEnabled()
  await takeInBothThemes(page, 'configuration')
})

test('about the program', async ({ engine, page, workbench }) => {
  await page.setViewportSize(USUAL)
  await workbench.open(engine)
  await page.getByRole('button', { name: /^About/ }).click()
  const dialog = page.getByRole('dialog', { name: /^About/ })
  await expect(dialog).toContainText('In a process of its own')
  await setTheme(page, 'dark')
  await takePicture(page, 'about')
})

test('how secrets are kept', async ({ engine, page, shell, workbench }) => {
  await page.setViewportSize(USUAL)
  await workbench.open(engine)
  await engine.call('PUT', '/secrets/binance.main.api-key', { value: 'never-shown-again' })
  await shell.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('security')?.click())
  const dialog = page.getByRole('dialog', { name: 'Security' })
  await expect(dialog).toContainText('binance.main.api-key')
  await setTheme(page, 'dark')
  await takePicture(page, 'secrets')
})

test('the engine has failed and is started again', async ({ engine, page, shell, workbench }) => {
  await page.setViewportSize(USUAL)
  await workbench.open(engine)
  await setTheme(page, 'dark')
  const banner = page.getByText(/^The engine stopped/)
  // The wait grows with each failure in a row; the third leaves time for a picture.
  for (const round of [1, 2, 3]) {
    const pid = shell.enginePid()
    process.kill(pid, 'SIGKILL')
    await expect(banner).toBeVisible({ timeout: WAIT_MS })
    if (round === 3) break
    await expect(banner).toBeHidden({ timeout: WAIT_MS })
    await expect.poll(() => shell.enginePid(), { timeout: WAIT_MS }).not.toBe(pid)
  }
  await takePicture(page, 'engine-restarting')
})
