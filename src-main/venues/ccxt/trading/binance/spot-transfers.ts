import { z } from 'zod'
import { timeMs, type TimeMs } from '../../../../base/index.ts'
import { money, price, quantity, type VenueAdjustment } from '../../../../domain/index.ts'
import type { VenueRequest } from '../../connection/venue-request.ts'
import { amount, identifier, moment, read } from './fields.ts'
import { type BinanceApi, callBinance } from './binance-api.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import { type HistoryRange, rowsSince } from './history.ts'

const ROWS_A_PAGE = 1_000
/** Longest range of the three lists together. */
const WINDOW_MS = 30 * 86_400_000
const TRANSFERS_A_PAGE = 100
/** Transfers to and from the spot wallet, by the wallets' names. */
const TRANSFER_TYPES = ['MAIN_UMFUTURE', 'UMFUTURE_MAIN', 'MAIN_FUNDING', 'FUNDING_MAIN'] as const
const DEPOSITED = 1
const WITHDRAWN = 6
/** Withdrawals are told with their date as text, of this zone. */
const DATE_ZONE = 'Z'

const Deposit = z.object({
  id: identifier,
  amount,
  coin: z.string(),
  status: z.coerce.number(),
  insertTime: moment,
})
const Withdrawal = z.object({
  id: identifier,
  amount,
  transactionFee: amount,
  coin: z.string(),
  status: z.coerce.number(),
  applyTime: z.string().transform((text) => timeMs(Date.parse(`${text.replace(' ', 'T')}${DATE_ZONE}`))),
})
const Transfer = z.object({ tranId: identifier, asset: z.string(), amount, status: z.string(), timestamp: moment })
const TransferPage = z.object({ rows: z.array(z.unknown()).default([]) })

interface TransferParts extends BinanceGatewayParts {
  readonly sinceMs: TimeMs
}

interface Movement {
  readonly id: string
  readonly cash: VenueAdjustment['cash']
  readonly reason: string
  readonly timeMs: TimeMs
}

const ABOUT: VenueRequest = { name: 'ask for deposits and transfers', urgency: 'account' }

/**
 * Deposits, withdrawals and transfers of the account's currency that are done, oldest first. Those of other currencies
 * change what is held of an instrument, which the comparison of positions finds.
 */
export async function fetchSpotTransfers(parts: TransferParts): Promise<readonly VenueAdjustment[]> {
  const movements = [...(await deposits(parts)), ...(await withdrawals(parts))]
  for (const type of TRANSFER_TYPES) movements.push(...(await transfers(parts, type)))
  return movements
    .filter(({ timeMs: at }) => at >= parts.sinceMs)
    .toSorted((left, right) => left.timeMs - right.timeMs)
    .map(({ id, cash, reason, timeMs: at }) => ({
      adjustmentId: `${parts.venueId}:${id}`,
      kind: 'transfer',
      instrumentId: undefined,
      quantity: quantity(0),
      price: price(0),
      cash,
      reason,
      timeMs: at,
    }))
}

async function deposits(parts: TransferParts): Promise<Movement[]> {
  const list = await listed(parts, Deposit, {
    limit: ROWS_A_PAGE,
    timeOf: ({ insertTime }) => insertTime,
    call: (api, range) =>
      api.sapiGetCapitalDepositHisrec({ coin: parts.accountCurrency, limit: ROWS_A_PAGE, ...range }),
  })
  return list
    .filter(({ coin, status }) => coin === parts.accountCurrency && status === DEPOSITED)
    .map(({ id, amount: cash, insertTime }) => ({
      id: `deposit:${id}`,
      cash: money(cash),
      reason: 'deposit',
      timeMs: insertTime,
    }))
}

async function withdrawals(parts: TransferParts): Promise<Movement[]> {
  const list = await listed(parts, Withdrawal, {
    limit: ROWS_A_PAGE,
    timeOf: ({ applyTime }) => applyTime,
    call: (api, range) =>
      api.sapiGetCapitalWithdrawHistory({ coin: parts.accountCurrency, limit: ROWS_A_PAGE, ...range }),
  })
  return list
    .filter(({ coin, status }) => coin === parts.accountCurrency && status === WITHDRAWN)
    .map((row) => ({
      id: `withdrawal:${row.id}`,
      cash: money(row.amount.add(row.transactionFee).neg()),
      reason: 'withdrawal, its fee included',
      timeMs: row.applyTime,
    }))
}

async function transfers(parts: TransferParts, type: (typeof TRANSFER_TYPES)[number]): Promise<Movement[]> {
  const isOut = type.startsWith('MAIN_')
  const list = await listed(parts, Transfer, {
    limit: TRANSFERS_A_PAGE,
    timeOf: ({ timestamp }) => timestamp,
    call: (api, range) => api.sapiGetAssetTransfer({ type, size: TRANSFERS_A_PAGE, ...range }),
    rowsOf: (answer) => read(TransferPage, answer, 'the transfers').rows,
  })
  return list
    .filter(({ asset, status }) => asset === parts.accountCurrency && status === 'CONFIRMED')
    .map((row) => ({
      id: `transfer:${row.tranId}`,
      cash: money(isOut ? row.amount.neg() : row.amount),
      reason: isOut ? 'transferred out of the spot wallet' : 'transferred into the spot wallet',
      timeMs: row.timestamp,
    }))
}

interface List<Row> {
  readonly limit: number
  readonly timeOf: (row: Row) => number
  readonly call: (api: BinanceApi, range: HistoryRange) => Promise<unknown>
  /** Absent: the answer is the rows. */
  readonly rowsOf?: (answer: unknown) => unknown
}

function listed<Schema extends z.ZodType>(
  { connection, sinceMs, nowMs }: TransferParts,
  schema: Schema,
  { call, rowsOf = (answer) => answer, ...list }: List<z.output<Schema>>,
): Promise<z.output<Schema>[]> {
  return rowsSince({
    ...list,
    ask: async (range) => {
      const answer = await callBinance(connection, ABOUT, (api) => call(api, range))
      return read(z.array(schema), rowsOf(answer), 'deposits and transfers')
    },
    keyOf: (row) => JSON.stringify(row),
    sinceMs,
    nowMs: nowMs(),
    windowMs: WINDOW_MS,
  })
}
