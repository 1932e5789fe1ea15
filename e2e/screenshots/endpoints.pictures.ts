import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { OutsideServices } from '../support/outside-services.ts'
import { setTheme } from '../support/themes.ts'
import { SMALL, USUAL } from '../support/sizes.ts'
import { settle, takePicture } from './camera.ts'

const THEMES = ['dark', 'light'] as const

test.use({
  engineOptions: { config: BY_HAND },
  viewport: USUAL,
  colorScheme: 'dark',
  contextOptions: { reducedMotion: 'reduce' },
})

test('outside services: one host down, a service down, and a service that is edited', async ({
  engine,
  page,
  workbench,
}) => {
  await using services = await OutsideServices.open(engine)
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Endpoints')
  const panel = workbench.panel('Endpoints')
  const row = (host: string) => panel.locator(`tr[data-row-id="${host}"]`)
  for (const host of ['main', 'backup', 'spare']) await expect(row(`quotes-rest/${host}`)).toContainText(/\d ms/)
  await services.spare.goDown()
  await services.news.goDown()
  for (const host of ['quotes-rest/spare', 'news-stream/main']) {
    await expect(row(host)).toContainText('unhealthy')
  }
  await expect(panel.getByText(/ECONNREFUSED/)).toHaveCount(2)
  await row('quotes-rest/spare').click()
  await expect(panel.getByRole('button', { name: 'Show the log' })).toBeVisible()
  await settle(page)
  for (const theme of THEMES) {
    await setTheme(page, theme)
    await takePicture(page, `endpoints-down-${theme}`, { of: workbench.group('Endpoints') })
  }
  await panel.getByRole('button', { name: 'Edit quotes-rest' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit quotes-rest' })
  await dialog.getByRole('combobox', { name: 'Strategy' }).selectOption('leastResponseTime')
  await dialog.getByRole('textbox', { name: 'Address of host 3' }).fill('wss://spare.example.com')
  await expect(dialog.getByText(/must begin with https/)).toBeVisible()
  for (const theme of THEMES) {
    await setTheme(page, theme)
    await takePicture(page, `dialog-endpoint-${theme}`, { of: dialog })
  }
})

test('outside services in a narrow place, and none at all', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Endpoints')
  await expect(workbench.panel('Endpoints').getByText('No outside service in use')).toBeVisible()
  await settle(page)
  await takePicture(page, 'endpoints-empty', { of: workbench.group('Endpoints'), kept: false })
  await using services = await OutsideServices.open(engine)
  await services.spare.goDown()
  await page.setViewportSize(SMALL)
  const panel = workbench.panel('Endpoints')
  await expect(panel.locator('tr[data-row-id="quotes-rest/spare"]')).toContainText('unhealthy')
  await settle(page)
  await takePicture(page, 'endpoints-narrow', { kept: false })
})
