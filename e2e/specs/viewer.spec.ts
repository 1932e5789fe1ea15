import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StatusView } from '../../src-contract/index.ts'
import { readTokens } from '../support/data-folder.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { ordersOf } from '../support/hand-orders.ts'
import { layoutsOf } from '../support/workspace.ts'

test.use({ engineOptions: { config: BY_HAND } })

test('a viewer sees everything and changes nothing: not trading, not layouts, not the configuration', async ({
  engine,
  page,
  workbench,
}) => {
  const { viewer } = readTokens(engine.home)
  const before = await layoutsOf(engine)
  const toast = (text: string) => page.getByRole('region', { name: /^Messages/ }).getByText(text, { exact: true })
  await page.goto(`${engine.address}/#token=${viewer}`)
  await expect(workbench.lastPrice('BTC')).toHaveText(/^[\d,.]+$/)

  await test.step('a layout may be rearranged, and is not kept, which is said once', async () => {
    await workbench.tab('Tape').focus()
    await page.keyboard.press('Delete')
    await expect(workbench.tab('Tape')).toHaveCount(0)
    await expect(toast('Layouts are not kept')).toBeVisible()
    await expect(page.getByRole('contentinfo')).toContainText('not saved: this role may not')
    await page.getByRole('group').filter({ hasText: 'Layouts are not kept' }).getByRole('button').click()
    await expect(toast('Layouts are not kept')).toHaveCount(0)
    await workbench.tab('Depth').focus()
    await page.keyboard.press('Delete')
    await expect(workbench.tab('Depth')).toHaveCount(0)
    await workbench.layoutTab('Trade').click({ button: 'right' })
    await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(toast('Layouts are not kept')).toHaveCount(0)
    expect(await layoutsOf(engine)).toEqual(before)
    await page.reload()
    await expect(workbench.tab('Tape')).toBeVisible()
  })

  await test.step('a setting is changed in this window only', async () => {
    await workbench.choosePreference('Theme', 'High contrast')
    await expect(toast('Changed in this window only')).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
    expect(JSON.parse(readFileSync(join(engine.home, 'config.json'), 'utf8'))).toEqual(BY_HAND)
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
  })

  await test.step('trading is refused with the reason', async () => {
    await page.getByRole('button', { name: 'Pause trading: no new entries' }).click()
    await expect(toast('The trading state was not changed')).toBeVisible()
    expect((await engine.get<StatusView>('/status')).tradingState).toBe('active')
    await workbench.ticket.choose('Order type', 'Market')
    await workbench.ticket.write({ Quantity: '0.1' })
    await workbench.ticket.confirm.click()
    await expect(workbench.ticket.panel).toContainText(/role|viewer|allowed/i)
    expect(await ordersOf(engine)).toEqual([])
  })
})
