import type { Locator } from '@playwright/test'
import type { LogLineView } from '../../src-contract/index.ts'
import { downloadBy } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { freshQuote } from '../support/hand-orders.ts'
import type { Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

/** The panel of the log by the words that its user sees. */
class Log {
  readonly workbench: Workbench
  readonly panel: Locator
  readonly lines: Locator

  constructor(workbench: Workbench) {
    this.workbench = workbench
    this.panel = workbench.panel('Log')
    this.lines = this.panel
      .getByRole('region', { name: 'Lines of the log' })
      .getByRole('listitem')
      .filter({ has: workbench.page.getByRole('button', { name: /^Details: / }) })
  }

  line(words: string | RegExp): Locator {
    return this.lines.filter({ hasText: words })
  }

  get search(): Locator {
    return this.panel.getByRole('searchbox', { name: 'Filter the log' })
  }

  get follow(): Locator {
    return this.panel.getByRole('button', { name: /^(Follow|Paused|\d+ new lines?)$/ })
  }

  async chooseLevel(level: LogLineView['level']): Promise<void> {
    const levels = this.panel.getByRole('radiogroup', { name: 'From this level on' })
    await levels.getByText(level, { exact: true }).click()
    await expect(levels.getByRole('radio', { name: level })).toBeChecked()
  }

  async chooseComponent(name: string): Promise<void> {
    await this.panel.getByRole('button', { name: /^Component: / }).click()
    await this.workbench.page.getByRole('menuitemradio', { name, exact: true }).click()
    await expect(this.panel.getByRole('button', { name: `Component: ${name}` })).toBeVisible()
  }
}

const linesOf = async (engine: EngineAccess, query: string): Promise<LogLineView[]> =>
  (await engine.get<{ lines: LogLineView[] }>(`/logs?${query}`)).lines

const pause = (engine: EngineAccess, reason: string) => engine.call('POST', '/system/pause', { reason })

test('the log is filtered by level, component and words, opened for its fields, and taken away as a file', async ({
  engine,
  workbench,
}) => {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  const log = new Log(workbench)

  await test.step('what the engine wrote before is there, as many lines as the engine has', async () => {
    await expect(log.line('the engine is running')).toBeVisible()
    const { length } = await linesOf(engine, 'level=info&limit=1000')
    await expect(log.panel).toContainText(`${length} of ${length} lines`)
  })

  await test.step('by component: only the lines that it wrote or that are about it', async () => {
    await log.chooseComponent('market-data')
    const own = await linesOf(engine, 'level=info&component=market-data&limit=1000')
    expect(own.length).toBeGreaterThan(0)
    await expect(log.lines).toHaveCount(own.length)
    await expect(log.lines.first()).toContainText('market-data')
    await log.chooseComponent('All components')
  })

  await test.step('by level: a warning stands alone until a lower level is chosen', async () => {
    await log.chooseLevel('warn')
    await pause(engine, 'lunch break')
    await expect(log.line('trading was paused')).toBeVisible()
    await expect(log.line('the engine is running')).toHaveCount(0)
    const { length } = await linesOf(engine, 'level=warn&limit=1000')
    await expect(log.lines).toHaveCount(length)
    await log.chooseLevel('info')
    await expect(log.line('the engine is running')).toBeVisible()
  })

  await test.step('by words, anywhere or in a field', async () => {
    await log.search.fill('paused LUNCH')
    await expect(log.lines).toHaveCount(1)
    await log.search.fill('reason:"lunch break"')
    await expect(log.lines).toHaveCount(1)
    await log.search.fill('reason:dinner')
    await expect(log.panel.getByText('No line passes the filter')).toBeVisible()
    await log.search.fill('component changed state:running')
    const running = (await linesOf(engine, 'limit=1000')).filter(({ fields }) => fields['state'] === 'running')
    await expect(log.lines).toHaveCount(running.length)
  })

  await test.step('the file has the lines that are shown', async () => {
    const { name, text } = await downloadBy(
      workbench.group('Log').getByRole('button', { name: 'Download the lines shown' }),
    )
    expect(name).toMatch(/^wheelhouse-log-[\d-]+\.txt$/)
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(await log.lines.count())
    for (const line of lines)
      expect(line).toMatch(/^\d{4}-\d\d-\d\d [\d:.]+ INFO +\S+: component changed state=running/)
  })

  await test.step('a line opens for all that it says', async () => {
    await log.search.fill('lunch')
    const line = log.line('trading was paused')
    await line.getByRole('button', { name: 'Details: trading was paused' }).click()
    const [known] = await linesOf(engine, 'text=lunch')
    await expect(line.getByRole('definition').filter({ hasText: 'lunch break' })).toBeVisible()
    await expect(line.getByRole('definition').filter({ hasText: new RegExp(`^${known?.seq}$`) })).toBeVisible()
    await line.getByRole('button', { name: 'Details: trading was paused' }).click()
    await expect(line.getByRole('definition')).toHaveCount(0)
  })
})

test('the list can be stopped: new lines are counted and come when it follows again', async ({ engine, workbench }) => {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  const log = new Log(workbench)
  await freshQuote(engine)
  await expect(log.line('the engine is running')).toBeVisible()
  await expect(log.follow).toHaveAttribute('aria-pressed', 'true')
  await log.follow.click()
  await expect(log.follow).toHaveText('Paused')
  const before = await log.lines.count()

  for (const reason of ['first', 'second', 'third']) await pause(engine, reason)
  await expect(log.follow).toHaveText('3 new lines')
  await expect(log.line('first')).toHaveCount(0)
  expect(await log.lines.count()).toBe(before)

  await log.follow.click()
  await expect(log.follow).toHaveText('Follow')
  for (const reason of ['first', 'second', 'third']) await expect(log.line(`reason=${reason}`)).toBeVisible()

  await test.step('it stays stopped for the other panels of its place, not for another layout', async () => {
    await workbench.openLayout('Trade')
    await workbench.show('Log')
    await expect(new Log(workbench).line('reason=third')).toBeVisible()
  })
})
