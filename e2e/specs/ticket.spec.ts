import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OrderDraftInput, PreviewView } from '../../src-contract/index.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { EngineProcess, newFolder } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC, freshQuote, ordersOf, placeOrder, priceNear } from '../support/hand-orders.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'
import { openPositions } from '../support/market-run.ts'
import { ENGINE_DOWN } from '../support/page-faults.ts'
import { numberIn, type Ticket, type Workbench } from '../support/workbench.ts'

const EQUITY = 100_000
const LOT = 0.001

const previewOf = async (engine: EngineAccess, order: OrderDraftInput): Promise<PreviewView> =>
  (await engine.call<PreviewView>('POST', '/orders/preview', order)).body

/** What the ticket makes of the size: quantity and worth. */
async function convertedOf({ panel }: Ticket): Promise<number[]> {
  const texts = await panel.locator('.ticket-converted span').allTextContents()
  return texts.map((text) => (/\d/.test(text) ? numberIn(text) : NaN))
}

const floorToLot = (quantity: number): number => Math.floor(quantity / LOT + 1e-9) * LOT

test.describe('a ticket of a market that moves', () => {
  test.use({ engineOptions: { config: BY_HAND } })

  test('a size by value, by share of equity and by risk becomes the right quantity, and that is what is sent', async ({
    engine,
    workbench,
  }) => {
    await workbench.open(engine)
    const { ticket } = workbench
    const quote = await freshQuote(engine)
    const [limit, stop] = [priceNear(quote, -0.01), priceNear(quote, -0.02)].map(Number) as [number, number]
    await ticket.write({ Price: String(limit), Stop: String(stop) })

    await test.step('quantity', async () => {
      await ticket.write({ Quantity: '0.1' })
      await expect.poll(() => convertedOf(ticket)).toEqual([0.1, expect.closeTo(0.1 * limit, 1)])
    })

    await test.step('value: whole lots that are worth no more', async () => {
      await ticket.choose('Size by', 'Value')
      await ticket.write({ Value: '5000' })
      const quantity = floorToLot(5_000 / limit)
      await expect
        .poll(() => convertedOf(ticket))
        .toEqual([expect.closeTo(quantity, 6), expect.closeTo(quantity * limit, 1)])
      await expect(ticket.confirm).toContainText(`Buy ${quantity.toFixed(3)} BTC limit`)
    })

    await test.step('share of equity', async () => {
      await ticket.choose('Size by', '%')
      await ticket.write({ Share: '10' })
      const quantity = floorToLot((EQUITY * 0.1) / limit)
      await expect
        .poll(() => convertedOf(ticket))
        .toEqual([expect.closeTo(quantity, 6), expect.closeTo(quantity * limit, 1)])
    })

    await test.step('risk to the stop: one lot more would risk too much', async () => {
      await ticket.choose('Size by', 'Risk')
      await ticket.write({ Risk: '0.25' })
      const order: OrderDraftInput = {
        instrumentId: BTC,
        side: 'buy',
        type: 'limit',
        size: { kind: 'riskToStop', fraction: 0.0025 },
        limitPrice: String(limit),
        stopLossPrice: String(stop),
      }
      const { quantity } = await previewOf(engine, order)
      await expect.poll(async () => (await convertedOf(ticket))[0]).toBe(Number(quantity))
      const riskOf = async (lots: number): Promise<number> => {
        const size = { kind: 'quantity', quantity: (Number(quantity) + lots * LOT).toFixed(3) } as const
        return Number((await previewOf(engine, { ...order, size })).riskAtStop)
      }
      expect(await riskOf(0)).toBeLessThanOrEqual(EQUITY * 0.0025)
      expect(await riskOf(1)).toBeGreaterThan(EQUITY * 0.0025)
      const risk = await riskOf(0)
      await expect(async () => {
        expect(numberIn(await ticket.cost('Risk at stop').textContent())).toBeCloseTo(risk, 1)
      }).toPass()

      await ticket.panel.getByRole('radio', { name: 'Distance' }).check()
      const distance = async (): Promise<number> => Number(await ticket.field('Stop').inputValue())
      await expect.poll(distance).toBeCloseTo(limit - stop, 6)
      await expect(ticket.confirm).toBeEnabled()
      await ticket.field('Risk').press('Control+Enter')
      await expect(ticket.panel.locator('.ticket-sent')).toContainText('WORKING')
      const [sent] = await ordersOf(engine)
      expect(sent).toMatchObject({ quantity, owner: 'hand' })
      expect([sent?.limitPrice, sent?.stopLossPrice].map(Number)).toEqual([limit, stop])
    })
  })

  test('the verdict has every rule of the risk check with its numbers, and a denied order says what was measured', async ({
    engine,
    workbench,
  }) => {
    await workbench.open(engine)
    const { ticket } = workbench
    const quote = await freshQuote(engine)
    const [limitPrice, stopLossPrice] = [priceNear(quote, -0.01), priceNear(quote, -0.02)]
    await ticket.write({ Price: limitPrice, Quantity: '0.1', Stop: stopLossPrice })
    const order = (quantity: string): OrderDraftInput => ({
      instrumentId: BTC,
      side: 'buy',
      type: 'limit',
      size: { kind: 'quantity', quantity },
      limitPrice,
      stopLossPrice,
    })
    const rules = ticket.panel.getByRole('table', { name: 'Rules of the risk check' }).locator('tbody tr')

    await test.step('all rules, each with its mark', async () => {
      await expect(ticket.panel).toContainText('Risk check: passes')
      await ticket.panel.getByRole('button', { name: /^All \d+ rules$/ }).click()
      const preview = await previewOf(engine, order('0.1'))
      await expect(rules).toHaveCount(preview.rules.length)
      for (const { label } of preview.rules) {
        const row = rules.filter({ has: ticket.panel.page().getByRole('rowheader', { name: label, exact: true }) })
        await expect(row.getByRole('img', { name: 'passes' })).toHaveCount(1)
      }
    })

    await test.step('measured beside allowed, in the rule that is broken and in the note', async () => {
      await ticket.write({ Quantity: '1' })
      await expect(ticket.panel).toContainText('Risk check: denied')
      const { denial } = await previewOf(engine, order('1'))
      const broken = rules.filter({ has: ticket.panel.page().getByRole('img', { name: 'broken' }) })
      await expect(broken.first()).toContainText(`${((denial?.measured ?? NaN) / 1_000).toFixed(1)}k`)
      await expect(broken.first()).toContainText(`/ ${((denial?.limit ?? NaN) / 1_000).toFixed(1)}k`)
      await expect(ticket.panel).toContainText(`Denied: ${denial?.message}`)
      await expect(ticket.panel).toContainText(/Measured 6\d\.\dk, limit 50\.0k\./)
      expect(await ordersOf(engine)).toEqual([])
    })
  })

  test('what was written into the ticket survives another instrument, another layout and a reload', async ({
    engine,
    page,
    workbench,
  }) => {
    await workbench.open(engine)
    const { ticket } = workbench
    const quote = await freshQuote(engine)
    // The fields show prices on the tick, with its decimals: 67349 stands there as 67349.0.
    const onTick = (share: number): string => Number(priceNear(quote, share)).toFixed(1)
    const written = { Price: onTick(-0.01), Stop: onTick(0.02), Target: onTick(-0.03), Quantity: '0.123' }
    await ticket.choose('Side', 'Sell')
    await ticket.write(written)
    const draftStands = async (): Promise<void> => {
      await expect(ticket.panel.getByRole('radio', { name: 'Sell' })).toBeChecked()
      for (const [name, value] of Object.entries(written)) await expect(ticket.field(name)).toHaveValue(value)
    }

    await workbench.watchlistRow('ETH').click()
    await expect(page.getByRole('group', { name: 'Order for ETH-PERP' })).toBeVisible()
    await expect(ticket.field('Quantity')).toHaveValue('')
    await workbench.watchlistRow('BTC').click()
    await draftStands()
    await workbench.openLayout('Operate')
    await expect(ticket.panel).toBeHidden()
    await workbench.openLayout('Trade')
    await draftStands()
    await page.reload()
    await draftStands()
    expect(await ordersOf(engine)).toEqual([])
  })
})

test.describe('a price that has become stale', () => {
  const MINUTE_MS = 60_000
  const BARS = 60
  const SYMBOL = 'BTC-USDT'

  /** Bars played back ten a second; after the last one nothing comes any more. */
  function writeBars(file: string): void {
    const rows = Array.from({ length: BARS }, (_, index) => [index * MINUTE_MS, 100, 101, 99, 100.5, 1_000].join(','))
    writeFileSync(file, `ts_ms,open,high,low,close,volume\n${rows.join('\n')}\n`)
  }

  async function buy(engine: EngineAccess): Promise<void> {
    const size = { kind: 'quantity', quantity: '1' }
    await expect
      .poll(
        async () =>
          (await placeOrder(engine, { instrumentId: `replay:${SYMBOL}`, side: 'buy', type: 'market', size })).status,
      )
      .toBe(201)
    await expect.poll(async () => (await openPositions(engine)).map(({ quantity }) => quantity)).toEqual(['1'])
  }

  const closeButton = ({ page }: Workbench) => page.getByRole('button', { name: `Close long ${SYMBOL} at market` })

  test('blocks buying, while a position can still be closed', async ({ pageFaults, workbench }) => {
    pageFaults.expect(...ENGINE_DOWN)
    const home = newFolder()
    const file = join(home, 'bars.csv')
    writeBars(file)
    const engine = await EngineProcess.start({
      home,
      args: ['--quiet'],
      workspace: USED_BEFORE,
      config: {
        market: { venue: 'replay', replay: { file, symbol: SYMBOL, speed: 600 } },
        marketData: { staleAfterMs: 1_000 },
        strategies: { 'ema-cross': { enabled: false } },
      },
    })
    try {
      await buy(engine)
      await workbench.open(engine)
      await workbench.ticket.write({ Quantity: '1' })
      await expect(workbench.ticket.confirm).toHaveText('Buy blocked: price is stale')
      await expect(workbench.ticket.confirm).toBeDisabled()
      await expect(workbench.ticket.panel).toContainText('Closing at market still works.')

      await expect(closeButton(workbench)).toBeEnabled()
      await closeButton(workbench).click()
      // It is at the venue, and fills with the next price.
      await expect
        .poll(async () => (await ordersOf(engine)).filter(({ role }) => role === 'close'))
        .toMatchObject([{ side: 'sell', type: 'market', quantity: '1', reduceOnly: true, state: 'working' }])
    } finally {
      await engine.stop()
      rmSync(home, { recursive: true })
    }
  })
})
