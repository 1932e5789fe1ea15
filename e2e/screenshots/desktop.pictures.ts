import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { setTheme } from '../support/themes.ts'
import { SMALL } from '../support/sizes.ts'
import { settle, takePicture } from './camera.ts'

const WAIT_MS = 30_000

test.use({ runIn: 'utility', engineOptions: { config: BY_HAND } })

test('about the program, and how secrets are kept', async ({ engine, page, shell, workbench }) => {
  await page.setViewportSize(SMALL)
  await workbench.open(engine)
  await setTheme(page, 'dark')
  await settle(page)
  await page.getByRole('banner').getByRole('button', { name: 'Window menu' }).click()
  await page.getByRole('menuitem', { name: 'About Wheelhouse' }).click()
  const about = page.getByRole('dialog', { name: /^About/ })
  await expect(about).toContainText('In a process of its own')
  await takePicture(page, 'dialog-about')
  await page.keyboard.press('Escape')
  await expect(about).toBeHidden()

  await engine.call('PUT', '/secrets/binance.main.api-key', { value: 'never-shown-again' })
  await shell.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('security')?.click())
  await expect(page.getByRole('dialog', { name: 'Security' })).toContainText('binance.main.api-key')
  await takePicture(page, 'dialog-security')
})

test('the engine has failed and is started again', async ({ engine, page, shell, workbench }) => {
  await page.setViewportSize(SMALL)
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
  await takePicture(page, 'state-engine-restarting')
})
