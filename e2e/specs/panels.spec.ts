import { barsOfCharts } from '../support/chart-probe.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC } from '../support/hand-orders.ts'
import type { PanelName, Workbench } from '../support/workbench.ts'
import { focusByKeys, keptLayout, keptPanels, Palette } from '../support/workspace.ts'

test.use({ engineOptions: { config: BY_HAND } })

const widthOf = async (workbench: Workbench, panel: PanelName): Promise<number> =>
  (await workbench.group(panel).boundingBox())?.width ?? 0

const tabsBeside = (workbench: Workbench, panel: PanelName): Promise<string[]> =>
  workbench
    .group(panel)
    .getByRole('tab')
    .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('aria-label') ?? ''))

test('panels are moved, resized, maximised, split, added and closed by the keyboard alone', async ({
  engine,
  page,
  workbench,
}) => {
  const palette = new Palette(page)
  await workbench.open(engine)
  await focusByKeys(workbench, 'Tape')

  await test.step('to the panel beside it', async () => {
    await page.keyboard.press('Alt+Shift+ArrowLeft')
    await expect(workbench.tab('Tape')).toBeFocused()
    expect(await tabsBeside(workbench, 'Tape')).toEqual(['Chart', 'Tape'])
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await expect.poll(() => tabsBeside(workbench, 'Tape')).toEqual(['Depth', 'Tape'])
  })

  await test.step('wider and narrower', async () => {
    const before = await widthOf(workbench, 'Tape')
    await page.keyboard.press('Control+Alt+ArrowRight')
    await expect.poll(() => widthOf(workbench, 'Tape')).toBeCloseTo(before + 32, -1)
    await page.keyboard.press('Control+Alt+ArrowLeft')
    await expect.poll(() => widthOf(workbench, 'Tape')).toBeCloseTo(before, -1)
  })

  await test.step('over the whole workspace and back', async () => {
    await page.keyboard.press('Alt+Enter')
    await expect(workbench.group('Chart')).toBeHidden()
    const space = await page.getByRole('main').boundingBox()
    expect(await widthOf(workbench, 'Tape')).toBeCloseTo(space?.width ?? 0, -1)
    await page.keyboard.press('Escape')
    await expect(workbench.group('Chart')).toBeVisible()
    await page.keyboard.press('Alt+Enter')
    await expect(workbench.group('Chart')).toBeHidden()
    await page.keyboard.press('Alt+Enter')
    await expect(workbench.group('Chart')).toBeVisible()
  })

  await test.step('added beside the active one, and split off', async () => {
    await page.keyboard.press('Alt+n')
    await palette.field.fill('+metrics')
    await expect(palette.option('Show Metrics')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(workbench.tab('Metrics')).toBeFocused()
    expect(await tabsBeside(workbench, 'Metrics')).toEqual(['Depth', 'Tape', 'Metrics'])
    await palette.take('>split below', 'Split the panel below')
    await expect.poll(() => tabsBeside(workbench, 'Metrics')).toEqual(['Metrics'])
    await expect.poll(() => keptPanels(engine, 'trade')).toContain('metrics-1')
  })

  await test.step('closed; the focus goes to what is in front then', async () => {
    await expect(workbench.tab('Metrics')).toBeFocused()
    await page.keyboard.press('Alt+w')
    await expect(workbench.tab('Metrics')).toHaveCount(0)
    await expect(page.locator('[role="tab"]:focus')).toHaveCount(1)
    await workbench.tab('Tape').focus()
    await page.keyboard.press('Delete')
    await expect(workbench.tab('Tape')).toHaveCount(0)
    await expect.poll(() => keptPanels(engine, 'trade')).not.toContain('tape-1')
    expect(await keptPanels(engine, 'trade')).not.toContain('metrics-1')
  })

  await test.step('the menu of a tab does the same', async () => {
    await workbench.tab('Fills').focus()
    await page.keyboard.press('Shift+F10')
    const menu = page.getByRole('menu', { name: 'Panel menu' })
    await menu.getByRole('menuitem', { name: 'Close the others' }).click()
    await expect(menu).toBeHidden()
    await expect.poll(() => tabsBeside(workbench, 'Fills')).toEqual(['Fills 0'])
  })

  await test.step('the last one closed leaves a way to add another', async () => {
    for (const panel of ['Fills', 'Watchlist', 'Chart', 'Depth', 'Order ticket', 'Limits', 'Account'] as const) {
      await workbench.tab(panel).focus()
      await page.keyboard.press('Delete')
      await expect(workbench.tab(panel)).toHaveCount(0)
    }
    await expect(page.getByText('No panels')).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Add a panel' }).click()
    await page.getByRole('menuitem', { name: 'Log' }).click()
    await expect(workbench.tab('Log')).toBeVisible()
    await expect.poll(() => keptPanels(engine, 'trade')).toEqual(['log-1'])
  })
})

test('tabs keep their names when they move and when the window gets another size', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const names = (): Promise<string[]> => tabsBeside(workbench, 'Positions')
  const expected = ['Positions 0', 'Orders 0', 'Fills 0', 'Strategies 0', 'Signals', 'Log']
  await expect.poll(names).toEqual(expected)
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect.poll(names).toEqual([...expected, 'Limits', 'Account'])
  await page.setViewportSize({ width: 2560, height: 1440 })
  await expect.poll(names).toEqual(expected)
  await expect(page.getByRole('main').getByRole('region', { name: 'Chart 3', exact: true })).toBeVisible()
  await workbench.tab('Orders').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect(workbench.tab('Orders')).toBeFocused()
  await expect(workbench.tab('Orders')).toHaveAttribute('aria-label', 'Orders 0')
})

test('charts of different colours look at different instruments, and panels of one colour at the same', async ({
  engine,
  page,
  workbench,
}) => {
  const palette = new Palette(page)
  await workbench.open(engine)
  const plot = (chart: PanelName | 'Chart 2', symbol: string) =>
    workbench.panel(chart).getByRole('application', { name: new RegExp(`^Chart of ${symbol}-PERP`) })
  const lastOf = async (panelId: string): Promise<number> => (await barsOfCharts(page))[panelId]?.at(-1)?.close ?? 0

  await test.step('a second chart, of another colour', async () => {
    await palette.take('eth', /^ETH-PERP/, 'Control+Enter')
    await expect(plot('Chart', 'ETH')).toBeVisible()
    await expect(plot('Chart 2', 'ETH')).toBeVisible()
    await workbench.group('Chart 2').getByRole('button', { name: 'Link colour: Blue' }).click()
    await page.getByRole('menuitemradio', { name: 'Violet' }).click()
    await expect(workbench.group('Chart 2').getByRole('button', { name: 'Link colour: Violet' })).toBeVisible()
    await workbench
      .group('Chart 2')
      .getByRole('combobox', { name: /^Choose the instrument/ })
      .click()
    await page.getByRole('option', { name: /^SOL-PERP/ }).click()
    await expect(plot('Chart 2', 'SOL')).toBeVisible()
    await expect(plot('Chart', 'ETH'), 'blue stays').toBeVisible()
  })

  await test.step('each draws the bars of its own', async () => {
    await expect.poll(() => lastOf('chart-2')).toBeGreaterThan(10)
    expect(await lastOf('chart-2')).toBeLessThan(1_000)
    await expect.poll(() => lastOf('chart-1')).toBeGreaterThan(1_000)
  })

  await test.step('a choice in one panel moves all of its colour', async () => {
    await workbench.watchlistRow('BTC').click()
    await expect(plot('Chart', 'BTC')).toBeVisible()
    await expect(page.getByRole('group', { name: 'Order for BTC-PERP' })).toBeVisible()
    await expect(page.getByRole('grid', { name: 'Order book of BTC-PERP' })).toBeVisible()
    await expect(plot('Chart 2', 'SOL'), 'violet stays').toBeVisible()
    await expect.poll(() => lastOf('chart-1')).toBeGreaterThan(10_000)
  })

  await test.step('both are kept with the layout', async () => {
    await expect
      .poll(async () => (await keptLayout(engine, 'trade'))?.links)
      .toMatchObject({ blue: BTC, violet: 'simulated:SOL-PERP' })
    await page.reload()
    await expect(plot('Chart', 'BTC')).toBeVisible()
    await expect(plot('Chart 2', 'SOL')).toBeVisible()
  })
})
