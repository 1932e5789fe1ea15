import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FolderLock } from '../../src-main/storage/index.ts'
import type { DepartureView } from '../../src-contract/index.ts'
import type { Desktop } from '../support/desktop.ts'
import { BY_HAND, expect, needsStandIn, test } from '../support/desktop-fixtures.ts'
import { logLines } from '../support/data-folder.ts'
import { isAlive } from '../support/process-life.ts'
import { nextDialog, openDialogs, pressButton } from '../support/shell-dialogs.ts'

const BUTTONS = ['Keep running', 'Keep running in the tray', 'Quit']

/** State of each order in the paper venue's own books, by id. */
function venueStates(home: string): Readonly<Record<string, string>> {
  const paper = new DatabaseSync(join(home, 'paper.db'), { readOnly: true })
  try {
    const rows = paper.prepare('SELECT order_id AS id, state FROM orders').all()
    return Object.fromEntries(rows.map(({ id, state }) => [String(id), String(state)]))
  } finally {
    paper.close()
  }
}

/** A position with its stop, and a resting entry. */
async function openSomething(desktop: Desktop): Promise<{ stopId: string; entryId: string }> {
  await desktop.workbench()
  await desktop.openPosition()
  const { orderId: entryId } = await desktop.restOrder()
  const [stop] = await desktop.workingOrders('stopLoss')
  return { stopId: stop?.orderId ?? '', entryId }
}

/** The program is gone, in order, without having asked anybody. */
async function expectOrderlyEnd(desktop: Desktop, enginePid: number): Promise<void> {
  const { code, signal } = await desktop.ended()
  expect({ code, signal }).toEqual({ code: 0, signal: null })
  expect(isAlive(enginePid), 'the engine is gone').toBe(false)
  expect(FolderLock.read(desktop.shell.home), 'the data folder is free').toBeUndefined()
  const end = logLines(desktop.shell.home).find(({ msg }) => msg === 'the engine has ended')
  expect(end, 'the engine ended by itself').toMatchObject({ code: 0 })
}

test.describe('quitting with a position', () => {
  test('the question says what is open and what becomes of it', { tag: '@in-main' }, async ({ launch }) => {
    const desktop = await launch()
    await openSomething(desktop)
    const { body: departure } = await desktop.engine.call<DepartureView>('GET', '/system/departure')
    await desktop.quit()
    const { message, detail, buttons } = await nextDialog(desktop.shell)
    expect(message).toBe('Quit with 1 open position?')
    expect(buttons).toEqual(BUTTONS)
    const [position, effect] = detail.split('\n\n')
    const [, notional, stop] =
      /^• BTC-PERP long 0\.01 \(([\d,.]+) USDT\), stop ([\d,.]+) stays at the venue$/.exec(position ?? '') ?? []
    expect(numberOf(notional) / Number(departure.positions[0]?.notional), 'at the price of that moment').toBeCloseTo(
      1,
      1,
    )
    expect(numberOf(stop)).toBe(Number(departure.positions[0]?.stopPrice))
    expect(effect).toBe(
      'Quitting cancels 1 order that would open a position or add to one; stops and targets stay.\n' +
        'The market of this account stands still while the program is off: nothing happens to what stays open.',
    )
    await pressButton(desktop.shell, 'Keep running')
  })

  for (const [onShutdown, text] of [
    [
      'leave',
      'Quitting leaves everything as it is: 1 order that would open a position or add to one stay at the venue.',
    ],
    [
      'flatten',
      'Quitting closes every position at market and cancels the orders that would open a position or add to one.',
    ],
  ] as const) {
    test(`execution.onShutdown ${onShutdown} is what it announces, and what it does`, async ({ launch, home }) => {
      const desktop = await launch({ config: { ...BY_HAND, execution: { onShutdown } } })
      const { stopId, entryId } = await openSomething(desktop)
      await desktop.quit()
      expect((await nextDialog(desktop.shell)).detail).toContain(text)
      await pressButton(desktop.shell, 'Quit')
      expect((await desktop.ended()).code).toBe(0)
      const states = venueStates(home)
      const left = { entry: states[entryId], stop: states[stopId] }
      expect(left).toEqual(
        onShutdown === 'leave' ? { entry: 'working', stop: 'working' } : { entry: 'cancelled', stop: 'cancelled' },
      )
    })
  }

  test('"Keep running" keeps everything', async ({ launch }) => {
    const desktop = await launch()
    await openSomething(desktop)
    const before = await desktop.orders()
    await desktop.quit()
    await nextDialog(desktop.shell)
    await pressButton(desktop.shell, 'Keep running')
    expect(await desktop.window()).toMatchObject({ isVisible: true })
    expect((await desktop.orders()).map(({ orderId, state }) => [orderId, state])).toEqual(
      before.map(({ orderId, state }) => [orderId, state]),
    )
    expect(await openDialogs(desktop.shell)).toEqual([])
    await desktop.quit()
    expect(await nextDialog(desktop.shell), 'it asks again the next time').toMatchObject({ buttons: BUTTONS })
  })

  test('"Keep running in the tray" hides the window, and trading goes on', async ({ launch }) => {
    needsStandIn()
    const desktop = await launch()
    await openSomething(desktop)
    await desktop.quit()
    await pressButton(desktop.shell, 'Keep running in the tray')
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: false })
    await desktop.place({})
    await expect.poll(async () => (await desktop.positions()).map(({ quantity }) => quantity)).toEqual(['0.02'])
  })

  test('"Quit" leaves the stop at the venue; the next start has the position and its stop', {
    tag: '@in-main',
  }, async ({ launch, home }) => {
    const first = await launch()
    const { stopId, entryId } = await openSomething(first)
    const enginePid = first.shell.enginePid()
    await first.quit()
    await pressButton(first.shell, 'Quit')
    await expectOrderlyEnd(first, enginePid)
    expect(venueStates(home)).toMatchObject({ [stopId]: 'working', [entryId]: 'cancelled' })

    const second = await launch()
    const workbench = await second.workbench()
    await expect(workbench.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.010/)
    expect((await second.workingOrders('stopLoss')).map(({ orderId }) => orderId)).toEqual([stopId])
    expect(await second.workingOrders('entry')).toEqual([])
  })

  test('quit a second time, the question is shown again, once', async ({ launch }) => {
    const desktop = await launch()
    await openSomething(desktop)
    await desktop.quit()
    await nextDialog(desktop.shell)
    for (let time = 0; time < 3; time += 1) {
      await desktop.quit()
      await expect
        .poll(() => shownDialogs(desktop), 'a message box comes to the front by being shown anew')
        .toBe(time + 2)
    }
    expect(await openDialogs(desktop.shell)).toHaveLength(1)
    await pressButton(desktop.shell, 'Keep running')
    expect(await openDialogs(desktop.shell)).toEqual([])
    expect(await desktop.positions()).toHaveLength(1)
  })
})

test.describe('leaving without a question', () => {
  const leave = {
    'on SIGTERM': async ({ shell }: Desktop) => void shell.main.kill('SIGTERM'),
    'on SIGINT': async ({ shell }: Desktop) => void shell.main.kill('SIGINT'),
    'when the machine shuts down': ({ shell }: Desktop) =>
      shell.evaluate(({ powerMonitor }) => {
        powerMonitor.emit('shutdown', { preventDefault: () => undefined })
      }),
    'when the engine is shut down over its interface': async ({ engine }: Desktop) => {
      expect((await engine.call('POST', '/system/shutdown', {})).status).toBe(200)
    },
  } as const

  for (const [occasion, act] of Object.entries(leave)) {
    test(`${occasion} the engine stops in order and the stop stays`, async ({ launch, home }) => {
      test.skip(process.platform === 'win32' && occasion.startsWith('on SIG'), 'Windows has no such signals')
      const desktop = await launch()
      const { stopId, entryId } = await openSomething(desktop)
      const enginePid = desktop.shell.enginePid()
      await act(desktop)
      // A question that was open at the end would be a fault of the spec.
      await expectOrderlyEnd(desktop, enginePid)
      expect(venueStates(home)).toMatchObject({ [stopId]: 'working', [entryId]: 'cancelled' })
    })
  }

  test('a shutdown of the machine takes an open question away', async ({ launch }) => {
    const desktop = await launch()
    await openSomething(desktop)
    const enginePid = desktop.shell.enginePid()
    await desktop.quit()
    await nextDialog(desktop.shell)
    const isHeldBack = await desktop.shell.evaluate(({ powerMonitor }) => {
      let prevented = false
      powerMonitor.emit('shutdown', { preventDefault: () => (prevented = true) })
      return prevented
    })
    expect(isHeldBack, 'the system is asked to wait').toBe(true)
    await expectOrderlyEnd(desktop, enginePid)
  })
})

/** How many there were, those that are closed included. */
const shownDialogs = ({ shell }: Desktop): Promise<number> =>
  shell.evaluate(({ standIn }) => standIn?.dialogs.length ?? globalThis.wheelhouseDialogs?.length ?? 0)

const numberOf = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''))
