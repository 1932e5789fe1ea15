import type { InstrumentView, SignalView } from '../../src-contract/index.ts'
import { changeConfigFile } from '../support/config-file.ts'
import { DataGrid } from '../support/data-grid.ts'
import { until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import {
  crossesOf,
  type Deed,
  nextCloseMs,
  RESTLESS,
  sessionTimeOf,
  signalsOf,
  strategyOf,
  timed,
} from '../support/strategy-run.ts'
import { numberIn } from '../support/workbench.ts'

test.use({ engineOptions: { config: RESTLESS } })

const isEntry = ({ action }: SignalView): boolean => action !== 'exit'

/** Of what was decided at a bar that closed after a deed: what counts of it, oldest first. */
const after = (signals: readonly SignalView[], { endedMs }: Deed): SignalView[] =>
  signals.filter(({ timeMs }) => timeMs > endedMs).toSorted((left, right) => left.timeMs - right.timeMs)

test('a strategy that is switched, and a limit that is changed, act on the next candle', async ({
  engine,
  page,
  workbench,
}) => {
  test.setTimeout(120_000)
  await workbench.open(engine)
  await workbench.show('Strategies')
  const card = workbench.strategyCards.first()
  const toggle = card.getByRole('switch')
  const entries = async (since: Deed) => after(await signalsOf(engine), since).filter(isEntry)

  await test.step('off, it decides nothing although bars close', async () => {
    const startMs = await sessionTimeOf(engine)
    await expect(card).toContainText(/Acts on the next 1m bar/)
    await until(
      () => sessionTimeOf(engine),
      (nowMs) => nowMs > nextCloseMs(startMs),
    )
    expect(await signalsOf(engine)).toEqual([])
  })

  const on = await test.step('on, it decides in each market at the first close that has a cross', async () => {
    const deed = await timed(engine, async () => {
      await toggle.click()
      await expect(toggle).toBeChecked()
      await expect.poll(async () => (await strategyOf(engine)).enabled).toBe(true)
    })
    await expect(page.getByText('It decides when the next 1m bar closes.')).toBeVisible()
    const { instruments } = await engine.get<{ instruments: InstrumentView[] }>('/instruments')
    // Of the bars first: what was decided on them is known by then.
    const crosses = await until(
      () => Promise.all(instruments.map(({ instrumentId }) => crossesOf(engine, instrumentId))),
      (all) => all.some((closes) => closes.some((closeMs) => closeMs > nextCloseMs(deed.endedMs))),
    )
    const signals = await signalsOf(engine)
    for (const [index, { instrumentId }] of instruments.entries()) {
      const closes = crosses[index] ?? []
      const allowed = [deed.beganMs, deed.endedMs].map((sinceMs) => closes.find((closeMs) => closeMs > sinceMs))
      if (allowed[1] === undefined) continue
      const first = signals.findLast((signal) => signal.instrumentId === instrumentId)
      expect(allowed, `first decision in ${instrumentId}`).toContain(first?.timeMs)
    }
    return deed
  })

  const limited = await test.step('a limit in the form: entries of the next candle are denied by it', async () => {
    await workbench.add('Configuration', { beside: 'Log' })
    const form = page.getByRole('form', { name: 'Configuration' })
    const deed = await timed(engine, async () => {
      await form.getByRole('textbox', { name: 'Largest order', exact: true }).fill('6')
      await form.getByRole('button', { name: 'Save 1 change' }).click()
      await expect(form.getByRole('list', { name: 'Changes' })).toHaveCount(0)
    })
    const denied = await until(
      () => entries(deed),
      (signals) => signals.length > 0,
    )
    expect(denied.map(({ outcome, denial }) => [outcome, denial?.code, denial?.limit])).toEqual(
      denied.map(() => ['denied', 'MAX_ORDER_NOTIONAL', 6]),
    )
    const before = (await signalsOf(engine)).filter((signal) => isEntry(signal) && signal.timeMs <= deed.beganMs)
    expect(before.filter(({ denial }) => denial?.code === 'MAX_ORDER_NOTIONAL')).toEqual([])
    return deed
  })

  await test.step('the table of signals says so with the numbers, and why', async () => {
    await workbench.show('Signals')
    const table = new DataGrid(workbench.group('Signals'), 'Signals')
    await table
      .row('Denied')
      .first()
      .getByRole('button', { name: /^Why: Enter/ })
      .click()
    const story = page.getByRole('dialog', { name: 'Why no trade' })
    await expect(story.getByText('Nothing left this machine.')).toBeVisible()
    const rule = story.getByRole('table', { name: 'Risk check' }).getByRole('row').last()
    await expect(rule).toContainText('MAX_ORDER_NOTIONAL')
    expect(numberIn(await rule.getByRole('cell').nth(1).textContent())).toBe(6)
    await page.keyboard.press('Escape')
    await expect(story).toBeHidden()
  })

  await test.step('taken back in the file, the entries of the next candle pass it', async () => {
    const { beganMs } = limited
    const deed = await timed(engine, async () => {
      changeConfigFile(engine.home, (config) => ({ ...config, risk: { oversizedSignals: 'shrink' } }))
      await expect
        .poll(async () => (await engine.get<{ value: { risk: object } }>('/config')).value.risk)
        .toMatchObject({ maxOrderNotional: '50000' })
    })
    expect(deed.beganMs).toBeGreaterThan(beganMs)
    const passed = await until(
      () => entries(deed),
      (signals) => signals.some(({ outcome }) => outcome === 'submitted'),
    )
    expect(passed.filter(({ denial }) => denial?.code === 'MAX_ORDER_NOTIONAL')).toEqual([])
  })

  await test.step('off again, the candles after it bring no entry', async () => {
    expect(await entries(on)).not.toEqual([])
    await workbench.show('Strategies')
    const deed = await timed(engine, async () => {
      await toggle.click()
      await expect(toggle).not.toBeChecked()
      await expect.poll(async () => (await strategyOf(engine)).enabled).toBe(false)
    })
    await until(
      () => sessionTimeOf(engine),
      (nowMs) => nowMs > nextCloseMs(nextCloseMs(deed.endedMs)),
    )
    expect(after(await signalsOf(engine), deed)).toEqual([])
  })
})
