import { PANEL_KINDS, type PanelKind } from '../../src-renderer/panels/panel-kinds.ts'
import { expect, test } from '../support/fixtures.ts'
import { OutsideServices } from '../support/outside-services.ts'
import { READY } from '../support/ready-panels.ts'
import { BUSY_MARKET } from '../support/scene.ts'
import { dockedPanels } from '../support/surfaces.ts'
import { setTheme } from '../support/themes.ts'
import { sizeName, SIZES, USUAL } from '../support/sizes.ts'
import { settle, takePicture } from './camera.ts'
import { kindOf, LAYOUTS, openLayout, openTraded, setWindow } from './traded-window.ts'

const PICTURED = ['dark', 'light'] as const

test.use({
  engineOptions: { config: BUSY_MARKET },
  viewport: USUAL,
  colorScheme: 'dark',
  contextOptions: { reducedMotion: 'reduce' },
})

test('every layout and every panel in both themes and all sizes', async ({ engine, page, workbench }) => {
  await using services = await OutsideServices.open(engine)
  await services.spare.goDown()
  await openTraded(engine, workbench)
  const taken = new Set<PanelKind>()
  for (const layout of LAYOUTS) {
    const ofLayout = new Set<PanelKind>()
    // Something that waits for a person, for the alerts.
    if (layout === 'Operate') await engine.call('POST', '/system/pause', {})
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await openLayout(workbench, layout)
      for (const theme of PICTURED) {
        await setTheme(page, theme)
        await takePicture(page, `${layout.toLowerCase()}-${theme}-${sizeName(size)}`)
      }
      for (const { name } of await dockedPanels(workbench)) {
        const kind = kindOf(name)
        if (kind === undefined || taken.has(kind)) continue
        ofLayout.add(kind)
        await test.step(`${name}, ${sizeName(size)}`, async () => {
          await workbench.show(name)
          await READY[kind](workbench)
          await settle(page)
          for (const theme of PICTURED) {
            await setTheme(page, theme)
            const isUsual = size.width === USUAL.width
            const file = isUsual ? `panel-${kind}-${theme}` : `panel-${kind}-${theme}-${sizeName(size)}`
            await takePicture(page, file, { of: workbench.group(name), kept: isUsual })
          }
        })
      }
      await setTheme(page, 'dark')
    }
    for (const kind of ofLayout) taken.add(kind)
  }
  expect([...taken].toSorted(), 'panels that were pictured').toEqual([...PANEL_KINDS].toSorted())

  await test.step('other looks', async () => {
    await engine.call('POST', '/system/resume', {})
    await page.setViewportSize(USUAL)
    await openLayout(workbench, 'Trade')
    await setTheme(page, 'contrast')
    await takePicture(page, 'trade-contrast-1600x1000')
    await setTheme(page, 'dark')
    await workbench.show('Signals')
    await workbench.panel('Signals').getByRole('button', { name: /^Why:/ }).first().click()
    await expect(page.getByRole('dialog', { name: 'Why this trade' })).toContainText('Conditions at the decision')
    await takePicture(page, 'why-this-trade')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await workbench.show('Positions')
    await setWindow(engine, page, { language: 'de', numbers: '1.234,5', timeZone: 'Europe/Berlin' })
    await settle(page)
    await takePicture(page, 'trade-german-1600x1000')
  })
})
