import type { StatusView } from '../../src-contract/index.ts'
import { changeConfigFile } from '../support/config-file.ts'
import { expect, needsStandIn, test } from '../support/desktop-fixtures.ts'
import { BTC, draft, freshQuote, placeOrder } from '../support/hand-orders.ts'

const AWAKE = ['prevent-app-suspension']

test('the machine is kept awake exactly while something is open', async ({ launch, home }) => {
  needsStandIn()
  const desktop = await launch()
  await desktop.workbench()
  expect(await desktop.blockers()).toEqual([])

  await test.step('an order that works', async () => {
    await desktop.restOrder()
    await expect.poll(() => desktop.blockers()).toEqual(AWAKE)
    await desktop.engine.call('POST', '/orders/cancel-all', {})
    await expect.poll(() => desktop.blockers()).toEqual([])
  })
  await test.step('a position, the window hidden or not', async () => {
    await desktop.openPosition()
    await expect.poll(() => desktop.blockers()).toEqual(AWAKE)
    await desktop.closeWindow()
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: false })
    expect(await desktop.blockers()).toEqual(AWAKE)
  })
  await test.step('not where desktop.keepAwake is off, which acts at once', async () => {
    changeConfigFile(home, (config) => ({ ...config, desktop: { keepAwake: false } }))
    await expect.poll(() => desktop.blockers()).toEqual([])
    changeConfigFile(home, (config) => ({ ...config, desktop: { keepAwake: true } }))
    await expect.poll(() => desktop.blockers()).toEqual(AWAKE)
  })
  await test.step('not after the last position is closed', async () => {
    await desktop.place({ side: 'sell', reduceOnly: true })
    await expect.poll(() => desktop.blockers()).toEqual([])
  })
})

test('asleep nobody may enter, awake trading goes on with the same stop', { tag: '@in-main' }, async ({ launch }) => {
  const desktop = await launch()
  const workbench = await desktop.workbench()
  await desktop.openPosition()
  const stops = await desktop.workingOrders('stopLoss')
  const status = (): Promise<StatusView> => desktop.engine.get<StatusView>('/status')

  await desktop.sayPower('suspend')
  await expect.poll(status).toMatchObject({ tradingState: 'reducing', tradingReason: 'the machine sleeps' })
  const refused = await placeOrder(desktop.engine, draft())
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'PRICE_UNAVAILABLE', message: `There is no fresh price for ${BTC}: the machine sleeps.` },
  })
  await expect(workbench.tradingState).toHaveAccessibleName('Trading state: reducing')

  await desktop.sayPower('resume')
  await expect.poll(status).toMatchObject({ tradingState: 'active', tradingReason: null })
  await freshQuote(desktop.engine)
  await desktop.place({})
  await expect.poll(async () => (await desktop.positions()).map(({ quantity }) => quantity)).toEqual(['0.02'])
  expect((await desktop.workingOrders('stopLoss')).map(({ orderId }) => orderId)).toEqual(
    stops.map(({ orderId }) => orderId),
  )
  await expect(workbench.tradingState).toHaveAccessibleName('Trading state: active')
})
