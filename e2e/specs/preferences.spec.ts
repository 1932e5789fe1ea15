import { changeConfigFile } from '../support/config-file.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { freshQuote } from '../support/hand-orders.ts'
import { windowSection } from '../support/workspace.ts'

test.use({ engineOptions: { config: BY_HAND } })

const SESSION_BEHIND_MS = 5 * 60_000

test('language, density, theme, zone and numbers act at once, and are in the configuration', async ({
  engine,
  page,
  workbench,
}) => {
  const root = page.locator('html')
  const status = page.getByRole('contentinfo')
  await workbench.open(engine)

  await test.step('density', async () => {
    const heightOf = async (): Promise<number> => (await workbench.watchlistRow('BTC').boundingBox())?.height ?? 0
    const standard = await heightOf()
    await workbench.choosePreference('Density', 'Compact')
    await expect.poll(heightOf).toBeLessThan(standard)
    await workbench.choosePreference('Density', 'Comfortable')
    await expect.poll(heightOf).toBeGreaterThan(standard)
    await expect.poll(() => windowSection(engine)).toMatchObject({ density: 'comfortable' })
  })

  await test.step('theme', async () => {
    const background = () => root.evaluate((element) => getComputedStyle(element).getPropertyValue('--bg1').trim())
    const seen = new Set<string>()
    for (const [name, theme] of [
      ['Dark', 'dark'],
      ['Light', 'light'],
      ['High contrast', 'contrast'],
    ] as const) {
      await workbench.choosePreference('Theme', name)
      await expect(root).toHaveAttribute('data-theme', theme)
      await expect.poll(() => windowSection(engine)).toMatchObject({ theme })
      await expect.poll(async () => seen.has(await background())).toBe(false)
      seen.add(await background())
    }
  })

  await test.step('zone', async () => {
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', hourCycle: 'h23' })
    // The clock shown is the session's, which may be behind on a busy machine.
    const hours = [Date.now(), Date.now() - SESSION_BEHIND_MS].map((timeMs) => hour.format(timeMs)).join('|')
    await expect(status).toContainText('UTC')
    await workbench.choosePreference('Times in', 'Asia/Tokyo')
    await expect(status).not.toContainText('UTC')
    await expect(workbench.chart).not.toContainText('UTC')
    await expect.poll(() => windowSection(engine)).toMatchObject({ timeZone: 'Asia/Tokyo' })
    await expect(status).toContainText(new RegExp(`\\d{4}-\\d{2}-\\d{2} (${hours}):`))
  })

  await test.step('numbers, in cells and in fields', async () => {
    await workbench.choosePreference('Numbers', '1.234,5')
    await expect(workbench.lastPrice('BTC')).toHaveText(/^\d{2}\.\d{3},\d$/)
    await expect.poll(() => windowSection(engine)).toMatchObject({ numbers: '1.234,5' })
    await freshQuote(engine)
    await workbench.ticket.choose('Order type', 'Market')
    await workbench.ticket.write({ Quantity: '0,25' })
    await expect(workbench.ticket.confirm).toHaveText('Buy 0,250 BTC at market')
  })

  await test.step('language', async () => {
    await workbench.choosePreference('Language', 'Deutsch')
    await expect(root).toHaveAttribute('lang', 'de')
    const layouts = page.getByRole('navigation', { name: 'Ansichten' })
    await expect(layouts.getByRole('button', { name: 'Handel' })).toHaveAttribute('aria-current', 'page')
    await expect(page.getByRole('tab', { name: 'Positionen 0' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Positionen', exact: true })).toBeVisible()
    await expect(page.getByText('Keine offenen Positionen')).toBeVisible()
    await expect.poll(() => windowSection(engine)).toMatchObject({ language: 'de' })
  })

  await test.step('all of it is there again after a reload', async () => {
    await page.reload()
    await expect(root).toHaveAttribute('data-theme', 'contrast')
    await expect(root).toHaveAttribute('data-density', 'comfortable')
    await expect(page.getByRole('navigation', { name: 'Ansichten' })).toBeVisible()
    await expect(workbench.lastPrice('BTC')).toHaveText(/^\d{2}\.\d{3},\d$/)
  })
})

test('an edit of the file changes how the open window looks and speaks; one that is not valid changes nothing', async ({
  engine,
  page,
  workbench,
}) => {
  const root = page.locator('html')
  const write = (section: Readonly<Record<string, unknown>>): void =>
    changeConfigFile(engine.home, (config) => ({ ...config, window: section }))
  await page.emulateMedia({ colorScheme: 'dark' })
  await workbench.open(engine)
  await expect(root).toHaveAttribute('data-theme', 'dark')

  write({ theme: 'light', language: 'de', numbers: '1 234,5' })
  await expect(root).toHaveAttribute('data-theme', 'light')
  await expect(root).toHaveAttribute('lang', 'de')
  await expect(workbench.lastPrice('BTC')).toHaveText(/^\d{2}\u202F\d{3},\d$/)

  write({ theme: 'pink', language: 'en' })
  await expect
    .poll(async () => (await engine.get<{ fileFaults: unknown[] }>('/config')).fileFaults.length)
    .toBeGreaterThan(0)
  await expect(root).toHaveAttribute('data-theme', 'light')
  await expect(root).toHaveAttribute('lang', 'de')

  write({ theme: 'contrast', language: 'en' })
  await expect(root).toHaveAttribute('data-theme', 'contrast')
  await expect(root).toHaveAttribute('lang', 'en')
  await expect(workbench.lastPrice('BTC')).toHaveText(/^\d{2},\d{3}\.\d$/)
})
