import type { Page } from '@playwright/test'
import type { FillView } from '../../src-contract/index.ts'
import { until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { layoutFaults } from '../support/layout-check.ts'

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 2560, height: 1440 },
] as const
const THEMES = ['dark', 'light'] as const
const TABS = ['Orders', 'Fills', 'Strategies', 'Components', 'Configuration', 'Positions'] as const

test.use({ engineOptions: { args: ['--speed', '120'] } })

async function switchTo(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  const root = page.locator('html')
  if ((await root.getAttribute('data-theme')) !== theme) {
    await page.getByRole('button', { name: `Switch to the ${theme} theme` }).click()
  }
  await expect(root).toHaveAttribute('data-theme', theme)
}

test('in every theme and size all panels are whole, beside each other and inside the window', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await until(
    async () => (await engine.get<{ fills: FillView[] }>('/fills')).fills,
    (fills) => fills.length > 2,
  )
  for (const theme of THEMES) {
    await switchTo(page, theme)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      for (const tab of TABS) {
        await workbench.show(tab)
        await expect
          .poll(() => layoutFaults(page), { message: `${theme} ${size.width}x${size.height}, ${tab}` })
          .toEqual([])
      }
    }
  }
})

test('a draft survives the tab of the ticket and the height of the window', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.ticket.write({ Quantity: '0.123', Stop: '50000' })
  await page.setViewportSize(SIZES[0])
  const tabs = page.getByRole('tablist', { name: 'Ticket and account' })
  await tabs.getByRole('tab', { name: 'Account' }).click()
  await expect(workbench.ticket.panel).toBeHidden()
  await tabs.getByRole('tab', { name: 'Ticket' }).click()
  await expect(workbench.ticket.field('Quantity')).toHaveValue('0.123')
  await page.setViewportSize(SIZES[1])
  await expect(workbench.ticket.field('Stop')).toHaveValue('50000')
})

test('a page that does not fit is found out', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await page.setViewportSize({ width: 700, height: 300 })
  await expect.poll(() => layoutFaults(page)).not.toEqual([])
})

test('the theme is that of the system until one is chosen, which is kept', async ({ engine, page, workbench }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await workbench.open(engine)
  const background = () => page.locator('.chart-panel').evaluate((element) => getComputedStyle(element).backgroundColor)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const dark = await background()
  await switchTo(page, 'light')
  expect(await background()).not.toBe(dark)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})
