import { describe, expect, it } from 'vitest'
import { timeMs } from '../../../../base/index.ts'
import { venueId } from '../../../../domain/index.ts'
import type { GatewayConnection } from './binance-api.ts'
import type { Params } from './order-requests.ts'
import { fetchSpotTransfers } from './spot-transfers.ts'

const NOW_MS = Date.UTC(2026, 10, 22)
const HOUR_MS = 3_600_000

function connectionTo(answers: Readonly<Record<string, (params: Params) => unknown>>): GatewayConnection {
  const api = new Proxy({}, { get: (_, name) => async (params: Params) => answers[String(name)]?.(params) })
  return { exchange: api as never, request: (_, act) => act(api as never) }
}

function transfersOf(answers: Readonly<Record<string, (params: Params) => unknown>>) {
  return fetchSpotTransfers({
    venueId: venueId('binance'),
    environment: 'live',
    accountCurrency: 'USDT',
    connection: connectionTo(answers),
    names: { marketIdOf: () => '', instrumentIdOf: () => undefined },
    nowMs: () => timeMs(NOW_MS),
    onError: () => undefined,
    sinceMs: timeMs(NOW_MS - 5 * HOUR_MS),
  })
}

describe('Money that came to the spot wallet or left it', () => {
  it('is told with its id and sign, oldest first, once it is done, and only in the currency of the account', async () => {
    const deposit = { id: 'd1', amount: '100.5', coin: 'USDT', status: '1', insertTime: NOW_MS - HOUR_MS }
    const withdrawal = {
      id: 'w1',
      amount: '10',
      transactionFee: '1.5',
      coin: 'USDT',
      status: '6',
      applyTime: '2026-11-21 22:00:00',
    }
    const transfer = { tranId: 7, asset: 'USDT', amount: '25', status: 'CONFIRMED', timestamp: NOW_MS - 3 * HOUR_MS }
    const told = await transfersOf({
      sapiGetCapitalDepositHisrec: () => [
        deposit,
        { ...deposit, id: 'd2', status: '0' },
        { ...deposit, id: 'd3', coin: 'BTC' },
        { ...deposit, id: 'd4', insertTime: NOW_MS - 6 * HOUR_MS },
      ],
      sapiGetCapitalWithdrawHistory: () => [withdrawal, { ...withdrawal, id: 'w2', status: '2' }],
      sapiGetAssetTransfer: ({ type }) => (type === 'MAIN_UMFUTURE' ? { total: 1, rows: [transfer] } : { total: 0 }),
    })
    expect(told.map(({ adjustmentId, kind, cash }) => `${adjustmentId} ${kind} ${cash.toFixed()}`)).toEqual([
      'binance:transfer:7 transfer -25',
      'binance:withdrawal:w1 transfer -11.5',
      'binance:deposit:d1 transfer 100.5',
    ])
  })

  it('is told as unknown, not as nothing, where the answer cannot be read', async () => {
    const answers = {
      sapiGetCapitalDepositHisrec: () => ({ code: 0 }),
      sapiGetCapitalWithdrawHistory: () => [],
      sapiGetAssetTransfer: () => ({}),
    }
    await expect(transfersOf(answers)).rejects.toMatchObject({ kind: 'unreadable' })
  })
})
