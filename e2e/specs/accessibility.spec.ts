import type { Page } from '@playwright/test'
import { workspace } from '../../src-renderer/i18n/en/workspace.ts'
import { PANEL_KINDS, type PanelKind } from '../../src-renderer/panels/panel-kinds.ts'
import { type AxeOptions, axeFindings } from '../support/axe.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { UNTOUCHED } from '../support/kept-layouts.ts'
import { holdBitcoin } from '../support/market-run.ts'
import { OutsideServices } from '../support/outside-services.ts'
import { ENGINE_DOWN } from '../support/page-faults.ts'
import { DETAILS } from '../support/panel-details.ts'
import { addByHand, BUSY_MARKET, tradeForAWhile } from '../support/scene.ts'
import { closeFloating, DIALOGS, dialogOf, dockedPanels, FLOATING, openersIn } from '../support/surfaces.ts'
import { setTheme } from '../support/themes.ts'
import type { LayoutName, Workbench } from '../support/workbench.ts'

const LAYOUTS: readonly LayoutName[] = ['Trade', 'Research', 'Operate']
const kindOf = (panel: string): PanelKind | undefined => PANEL_KINDS.find((kind) => workspace.panels[kind] === panel)

test.use({ contextOptions: { reducedMotion: 'reduce' } })
// As many looks as there are panels, menus and dialogs, each in three themes.
test.describe.configure({ timeout: 900_000 })

/** Findings of one spec: told all at once at its end, so that one does not hide the others. */
class Findings {
  readonly #page: Page
  readonly #all: string[] = []

  constructor(page: Page) {
    this.#page = page
  }

  async scan(name: string, options?: AxeOptions): Promise<void> {
    this.#all.push(...(await axeFindings(this.#page, name, options)))
  }

  expectNone(): void {
    expect(this.#all.join('\n')).toBe('')
  }
}

/** Waits until the dock shows the layout that was opened, and everything in it is there. */
async function openLayout(workbench: Workbench, layout: LayoutName): Promise<void> {
  const { page } = workbench
  await workbench.openLayout(layout)
  const first = { Trade: 'Order ticket', Research: 'Equity', Operate: 'Components' }[layout]
  await expect(workbench.tab(first)).toBeVisible()
  await expect(page.locator('.skeleton-bar')).toHaveCount(0)
}

/** Opens what the buttons of a panel open, each sort once in the whole window, and looks at it. */
async function scanOpeners(
  workbench: Workbench,
  panel: string,
  { opened, findings }: { readonly opened: Set<string>; readonly findings: Findings },
): Promise<void> {
  const { page } = workbench
  for (const { name, button } of await openersIn(workbench.group(panel))) {
    if (opened.has(name)) continue
    opened.add(name)
    await button.click()
    await expect(page.locator(FLOATING).first()).toBeVisible()
    await findings.scan(`"${name}" of ${panel}`, { within: FLOATING })
    await closeFloating(page)
  }
}

test.describe('with orders, positions, signals and alerts', () => {
  test.use({ engineOptions: { config: BUSY_MARKET } })

  test('every panel of every layout, its menus and its details have no serious finding in any theme', async ({
    engine,
    page,
    workbench,
  }) => {
    const findings = new Findings(page)
    await using services = await OutsideServices.open(engine)
    await services.spare.goDown()
    await workbench.open(engine)
    await setTheme(page, 'dark')
    await tradeForAWhile(engine, { fills: 3, positions: 1 })
    await addByHand(engine)
    await engine.call('POST', '/system/pause', {})
    const seen = new Set<PanelKind>()
    const opened = new Set<string>()
    for (const layout of LAYOUTS) {
      await openLayout(workbench, layout)
      await findings.scan(layout)
      for (const { name, inFront } of await dockedPanels(workbench)) {
        const kind = kindOf(name)
        if (kind === undefined || seen.has(kind)) continue
        seen.add(kind)
        await test.step(name, async () => {
          if (!inFront) {
            await workbench.show(name)
            await expect(page.locator('.skeleton-bar')).toHaveCount(0)
            await findings.scan(name, { within: '[role="tabpanel"]' })
          }
          await scanOpeners(workbench, name, { opened, findings })
          await DETAILS[kind]?.(workbench, async (detail, within) => findings.scan(detail, { within }))
        })
      }
    }
    expect([...seen].toSorted(), 'panels that were looked at').toEqual([...PANEL_KINDS].toSorted())
    findings.expectNone()
  })
})

test.describe('with a position and a waiting order of the hand', () => {
  test.use({ engineOptions: { config: BY_HAND } })

  test('every dialog and every menu of the top bar has no serious finding in any theme', async ({
    engine,
    page,
    workbench,
  }) => {
    const findings = new Findings(page)
    await holdBitcoin(engine, { quantity: '0.1', exitShare: 0.05 })
    await addByHand(engine)
    await engine.call('PUT', '/workspace/layouts/mine', { name: 'Mine', arrangement: UNTOUCHED })
    await workbench.open(engine)
    await setTheme(page, 'dark')
    await workbench.openLayout('Mine')
    for (const [name, { open, title }] of Object.entries(DIALOGS)) {
      await test.step(name, async () => {
        await open(page)
        await expect(dialogOf(page, title)).toBeVisible()
        await findings.scan(name, { within: FLOATING })
        await closeFloating(page)
      })
    }
    for (const { name, button } of await openersIn(page.getByRole('banner'))) {
      await test.step(name, async () => {
        await button.click()
        await expect(page.locator(FLOATING).first()).toBeVisible()
        await findings.scan(name, { within: FLOATING })
        await closeFloating(page)
      })
    }
    findings.expectNone()
  })
})

test.describe('on a new data folder', () => {
  test.use({ engineOptions: { config: BY_HAND }, firstRun: true })

  test('the first steps, an empty window and every state of the connection have no serious finding in any theme', async ({
    context,
    engineProcess: engine,
    page,
    pageFaults,
    workbench,
  }) => {
    pageFaults.expect(/401/, ...ENGINE_DOWN)
    const findings = new Findings(page)
    await page.goto(engine.url)
    await test.step('first steps', async () => {
      const guide = page.getByRole('dialog', { name: 'First steps' })
      const finish = guide.getByRole('button', { name: 'Open the workspace' })
      const next = guide.getByRole('button', { name: 'Continue' })
      await expect(guide).toBeVisible()
      await setTheme(page, 'dark')
      for (const step of ['Welcome to Wheelhouse', 'Language and look', 'Your paper account', 'Your first strategy']) {
        await expect(guide.getByRole('heading', { name: step })).toBeVisible()
        await findings.scan(step)
        await next.click()
      }
      await expect(guide.getByRole('heading', { name: 'Your workspace' })).toBeVisible()
      await findings.scan('Your workspace')
      await finish.click()
      await expect(guide).toBeHidden()
    })
    await test.step('in the smallest window', async () => {
      await page.setViewportSize({ width: 1280, height: 720 })
      await expect(workbench.lastPrice('BTC')).toHaveText(/\d/)
      await findings.scan('nothing traded yet, 1280 x 720')
    })
    await test.step('no token', async () => {
      const other = await context.newPage()
      await other.goto(`${engine.address}/#token=wrong`)
      await expect(other.getByRole('heading', { name: 'Access denied' })).toBeVisible()
      const ofOther = new Findings(other)
      await ofOther.scan('access denied')
      ofOther.expectNone()
      await other.close()
    })
    await test.step('the connection is lost', async () => {
      await engine.kill()
      await expect(page.getByText(/^Engine connection lost/)).toBeVisible()
      await findings.scan('connection lost')
    })
    findings.expectNone()
  })
})

test('a serious finding is found out', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await expect(workbench.tab('Components')).toBeVisible()
  await page.evaluate(() => {
    const nameless = document.createElement('button')
    document.querySelector('[role="tabpanel"]')?.append(nameless)
  })
  expect(await axeFindings(page, 'Operate', { themes: ['dark'] })).toEqual([
    expect.stringMatching(/^Operate, dark: critical button-name/),
  ])
})
