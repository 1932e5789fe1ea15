import type { FillView } from '../../src-contract/index.ts'
import { until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { layoutFaults } from '../support/layout-check.ts'
import { SIZES, SMALL, USUAL } from '../support/sizes.ts'
import type { LayoutName, PanelName } from '../support/workbench.ts'

/** Panels that stand behind others in a layout, at every size; the last one was in front. */
const BEHIND: Readonly<Record<LayoutName, readonly PanelName[]>> = {
  Trade: ['Orders', 'Fills', 'Strategies', 'Signals', 'Log', 'Account', 'Positions'],
  Research: ['Fills', 'Signals', 'Equity'],
  Operate: [],
}
const LAYOUTS: readonly LayoutName[] = ['Research', 'Operate', 'Trade']

test.use({ engineOptions: { args: ['--speed', '120'] } })

for (const theme of ['Dark', 'Light'] as const) {
  test(`${theme}: in every layout and size all panels are whole, beside each other and inside the window`, async ({
    engine,
    page,
    workbench,
  }) => {
    await workbench.open(engine)
    await workbench.choosePreference('Theme', theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase())
    await until(
      async () => (await engine.get<{ fills: FillView[] }>('/fills')).fills,
      (fills) => fills.length > 2,
    )
    const expectWhole = async (what: string): Promise<void> =>
      expect.poll(() => layoutFaults(page), { message: what }).toEqual([])
    for (const size of SIZES) {
      await page.setViewportSize(size)
      for (const layout of LAYOUTS) {
        await workbench.openLayout(layout)
        await expectWhole(`${size.width}x${size.height}, ${layout}`)
        for (const panel of BEHIND[layout]) {
          await workbench.show(panel)
          await expectWhole(`${size.width}x${size.height}, ${layout}, ${panel}`)
        }
      }
    }
  })
}

test('a draft survives the tab of the ticket and the size of the window', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.ticket.write({ Quantity: '0.123', Stop: '50000' })
  await page.setViewportSize(SMALL)
  await workbench.show('Depth')
  await expect(workbench.ticket.panel).toBeHidden()
  await workbench.show('Order ticket')
  await expect(workbench.ticket.field('Quantity')).toHaveValue('0.123')
  await page.setViewportSize(USUAL)
  await expect(workbench.ticket.field('Stop')).toHaveValue('50000.0')
})

test('a page that does not fit is found out', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await page.setViewportSize({ width: 700, height: 300 })
  await expect.poll(() => layoutFaults(page)).not.toEqual([])
})

test('the theme is that of the system until one is chosen, which is kept', async ({ engine, page, workbench }) => {
  const root = page.locator('html')
  await page.emulateMedia({ colorScheme: 'dark' })
  await workbench.open(engine)
  const background = () =>
    page.locator('[data-panel="chart"]').evaluate((element) => {
      for (let frame: Element | null = element; frame !== null; frame = frame.parentElement) {
        const { backgroundColor } = getComputedStyle(frame)
        if (!backgroundColor.startsWith('rgba(0, 0, 0, 0')) return backgroundColor
      }
      return ''
    })
  await expect(root).toHaveAttribute('data-theme', 'dark')
  const dark = await background()
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(root).toHaveAttribute('data-theme', 'light')
  await expect.poll(background).not.toBe(dark)

  await workbench.choosePreference('Theme', 'Dark')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await expect.poll(background).toBe(dark)
  await page.reload()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await expect
    .poll(async () => (await engine.get<{ value: { window?: object } }>('/config')).value.window)
    .toMatchObject({ theme: 'dark' })
})
