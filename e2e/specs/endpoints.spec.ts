import type { Locator, Page } from '@playwright/test'
import type { AlertView, ComponentView, ConfigView, EndpointServiceView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { OutsideServices } from '../support/outside-services.ts'
import type { Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const servicesOf = async (engine: EngineAccess): Promise<EndpointServiceView[]> =>
  (await engine.get<{ services: EndpointServiceView[] }>('/endpoints')).services

/** Alerts about outside services that stand, by code and subject. */
async function standing(engine: EngineAccess): Promise<string[]> {
  const { alerts } = await engine.get<{ alerts: AlertView[] }>('/alerts?status=standing')
  return alerts.flatMap(({ code, subject }) => (code.startsWith('ENDPOINT_') ? [`${code} ${subject}`] : [])).toSorted()
}

/** The panel by the words that its user sees. */
class Endpoints {
  readonly page: Page
  readonly head: Locator
  readonly panel: Locator

  private constructor(workbench: Workbench) {
    this.page = workbench.page
    this.head = workbench.group('Endpoints')
    this.panel = workbench.panel('Endpoints')
  }

  static async open(engine: EngineAccess, workbench: Workbench): Promise<Endpoints> {
    await workbench.open(engine)
    await workbench.openLayout('Operate')
    await workbench.show('Endpoints')
    return new Endpoints(workbench)
  }

  service(name: string): Locator {
    return this.panel.locator(`tr[aria-level="1"][data-row-id="${name}"]`)
  }

  host(service: string, name: string): Locator {
    return this.panel.locator(`tr[aria-level="2"][data-row-id="${service}/${name}"]`)
  }

  async edit(service: string): Promise<Locator> {
    await this.panel.getByRole('button', { name: `Edit ${service}` }).click()
    const dialog = this.page.getByRole('dialog', { name: `Edit ${service}` })
    await expect(dialog.getByRole('combobox', { name: 'Strategy' })).toBeVisible()
    return dialog
  }
}

test('without outside services the panel says so, and leads to where they are added', async ({ engine, workbench }) => {
  const { panel } = await Endpoints.open(engine, workbench)
  await expect(panel).toContainText('No outside service in use')
  await panel.getByRole('button', { name: 'Open the configuration' }).click()
  await expect(workbench.panel('Configuration').getByRole('textbox', { name: 'Services' })).toBeFocused()
})

test('a host that goes down is left out with its reason, and used again once it is back', async ({
  engine,
  workbench,
}) => {
  await using services = await OutsideServices.open(engine)
  const endpoints = await Endpoints.open(engine, workbench)
  const spare = endpoints.host('quotes-rest', 'spare')
  await expect(spare).toContainText('available')
  await expect(spare).toContainText(/\d ms/)
  await expect(endpoints.service('quotes-rest')).toContainText('3 of 3')

  await services.spare.goDown()
  await expect(spare).toContainText('unhealthy')
  await expect(endpoints.service('quotes-rest')).toContainText('2 of 3')
  await expect(endpoints.panel.getByText(/ECONNREFUSED/)).toBeVisible()
  await expect(endpoints.head).toContainText('1 host out')
  await expect.poll(() => standing(engine)).toEqual(['ENDPOINT_HOST_DOWN quotes-rest spare'])

  await services.spare.comeBack()
  await expect(spare).toContainText('available')
  await expect(endpoints.service('quotes-rest')).toContainText('3 of 3')
  await expect(endpoints.head).not.toContainText('host out')
  await expect.poll(() => standing(engine)).toEqual([])
})

test('a service of which no host is left is told as critical, and the alert leads to the panel', async ({
  engine,
  page,
  workbench,
}) => {
  await using services = await OutsideServices.open(engine)
  const endpoints = await Endpoints.open(engine, workbench)
  await services.news.goDown()
  await expect(endpoints.service('news-stream')).toContainText('0 of 1')
  await expect(endpoints.head).toContainText('1 service down')
  await expect.poll(() => standing(engine)).toEqual(['ENDPOINT_SERVICE_DOWN news-stream'])
  await workbench.show('Log')
  const alert = workbench.panel('Alerts').getByRole('article').filter({ hasText: 'No host of news-stream can be used' })
  await alert.getByRole('button', { name: 'Endpoints' }).click()
  await expect(workbench.tab('Endpoints')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('alert').filter({ hasText: 'No host of news-stream' })).not.toHaveCount(0)
})

test('strategy, weights and hosts are edited while the engine runs', async ({ engine, workbench }) => {
  await using services = await OutsideServices.open(engine)
  const endpoints = await Endpoints.open(engine, workbench)
  await expect(endpoints.service('quotes-rest')).toContainText('weighted')
  const before = await engine.get<ConfigView>('/config')

  const dialog = await endpoints.edit('quotes-rest')
  const save = dialog.getByRole('button', { name: 'Save' })
  await expect(save).toBeDisabled()
  await dialog.getByRole('combobox', { name: 'Strategy' }).selectOption('consistent hash')
  await dialog.getByRole('textbox', { name: 'Weight of host 2' }).fill('7')
  await dialog.getByRole('button', { name: 'Remove spare' }).click()
  await dialog.getByRole('button', { name: 'Add a host' }).click()
  await dialog.getByRole('textbox', { name: 'Name of host 3' }).fill('fourth')
  const address = dialog.getByRole('textbox', { name: 'Address of host 3' })

  await test.step('an address that cannot be is refused beside its field', async () => {
    await address.fill('https://me:hunter22@example.com')
    await expect(address).toHaveAttribute('aria-invalid', 'true')
    await expect(dialog).toContainText('must not hold a user or a password')
    await expect(dialog.getByText(/hunter22/)).toHaveCount(0)
    await expect(save).toBeDisabled()
  })

  await address.fill(`http://127.0.0.1:${services.spare.port}/v3`)
  await save.click()
  await expect(dialog).toBeHidden()
  await expect(endpoints.service('quotes-rest')).toContainText('consistent hash')
  await expect(endpoints.host('quotes-rest', 'backup')).toContainText('weight 7')
  await expect(endpoints.host('quotes-rest', 'fourth')).toContainText('available')
  await expect(endpoints.host('quotes-rest', 'spare')).toHaveCount(0)
  const [quotes] = await servicesOf(engine)
  expect(quotes).toMatchObject({ strategy: 'consistentHash', origin: 'configuration' })
  expect((await engine.get<ConfigView>('/config')).version).toBe(before.version + 1)
  const { components } = await engine.get<{ components: ComponentView[] }>('/components')
  expect(components.map(({ restarts }) => restarts)).toEqual(components.map(() => 0))
})

test('an edit that somebody else has overtaken is not saved over theirs', async ({ engine, workbench }) => {
  await using services = await OutsideServices.open(engine)
  expect(services.main.port).toBeGreaterThan(0)
  const endpoints = await Endpoints.open(engine, workbench)
  const dialog = await endpoints.edit('quotes-rest')
  const strategy = dialog.getByRole('combobox', { name: 'Strategy' })
  await strategy.selectOption('random')
  await engine.call('PUT', '/config', {
    patch: { endpoints: { services: { 'quotes-rest': { strategy: 'leastConnections' } } } },
  })
  await expect(dialog).toContainText('It was changed elsewhere meanwhile')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Load again' }).click()
  await expect(strategy).toHaveValue('leastConnections')
  await strategy.selectOption('random')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(endpoints.service('quotes-rest')).toContainText('random')
})

test('the tree is walked by keys: a host shows all that is known of it, a service folds', async ({
  engine,
  page,
  workbench,
}) => {
  await using services = await OutsideServices.open(engine)
  expect(services.main.port).toBeGreaterThan(0)
  const endpoints = await Endpoints.open(engine, workbench)
  await expect(endpoints.host('quotes-rest', 'main')).toContainText(/\d ms/)
  await endpoints.service('quotes-rest').focus()
  await page.keyboard.press('ArrowDown')
  await expect(endpoints.host('quotes-rest', 'main')).toBeFocused()
  await page.keyboard.press('Space')
  const log = endpoints.panel.getByRole('button', { name: 'Show the log' })
  await expect(endpoints.panel).toContainText(`http://127.0.0.1:${services.main.port}`)
  await expect(endpoints.panel).not.toContainText('/v3')
  await log.click()
  await expect(workbench.tab('Log')).toHaveAttribute('aria-selected', 'true')
  await workbench.show('Endpoints')
  await endpoints.service('quotes-rest').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(endpoints.host('quotes-rest', 'main')).toBeHidden()
})
