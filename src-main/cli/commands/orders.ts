import { InvalidArgumentError, type Command } from 'commander'
import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { secretToken } from '../../base/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table, utc } from '../output.ts'

const KEY_BYTES = 18

/** orders (list, amend, cancel, cancel-all), positions, close. */
export function addOrderCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect = (options: ConnectionOptions): EngineConnection => EngineConnection.open(options, environment)
  addOrders(program, connect)
  withConnection(program.command('positions').description('open positions')).action(
    async (options: ConnectionOptions) => {
      const { positions } = await connect(options).get<{ positions: PositionView[] }>('/positions')
      print(positions, options.json, () => positionTable(positions))
    },
  )
  withConnection(
    program
      .command('close <positionId>')
      .description('close a position at market; its id stands in "positions"')
      .option('--fraction <share>', 'share to close, above 0 and at most 1', parseShare, 1),
  ).action(async (positionId: string, options: ConnectionOptions & { fraction: number }) => {
    const order = await connect(options).post<OrderView>(`/positions/${encodeURIComponent(positionId)}/close`, {
      fraction: options.fraction,
      idempotencyKey: secretToken(KEY_BYTES),
    })
    print(order, options.json, () => orderTable([order]))
  })
}

function addOrders(program: Command, connect: (options: ConnectionOptions) => EngineConnection): void {
  const group = withConnection(
    program.command('orders').description('orders, newest first').option('--open', 'only those that are not ended'),
  ).action(async (options: ConnectionOptions & { open?: boolean }) => {
    const { orders } = await connect(options).get<{ orders: OrderView[] }>(
      `/orders?status=${options.open ? 'open' : 'all'}`,
    )
    print(orders, options.json, () => orderTable(orders))
  })
  withConnection(group.command('cancel <orderId>').description('cancel one order')).action(
    async (orderId: string, _own: ConnectionOptions, command: Command) => {
      const options = command.optsWithGlobals<ConnectionOptions>()
      const order = await connect(options).post<OrderView>(`/orders/${encodeURIComponent(orderId)}/cancel`)
      print(order, options.json, () => orderTable([order]))
    },
  )
  addAmend(group, connect)
  withConnection(
    group.command('cancel-all').description('cancel working entries').option('--protection', 'stops and targets too'),
  ).action(async (_own: ConnectionOptions, command: Command) => {
    const options = command.optsWithGlobals<ConnectionOptions & { protection?: boolean }>()
    const answer = await connect(options).post<{ cancelled: number }>('/orders/cancel-all', {
      includeProtection: options.protection ?? false,
    })
    print(answer, options.json, () => [`${answer.cancelled} orders cancelled.`])
  })
}

interface AmendOptions extends ConnectionOptions {
  readonly quantity?: string
  readonly limit?: string
  readonly trigger?: string
}

function addAmend(group: Command, connect: (options: ConnectionOptions) => EngineConnection): void {
  withConnection(
    group
      .command('amend <orderId>')
      .description('other quantity or prices for a working order; what is left out stays')
      .option('--quantity <number>', 'the whole, what has filled included')
      .option('--limit <price>', 'limit price')
      .option('--trigger <price>', 'trigger price'),
  ).action(async (orderId: string, _own: ConnectionOptions, command: Command) => {
    const options = command.optsWithGlobals<AmendOptions>()
    const { quantity, limit, trigger } = options
    if (quantity === undefined && limit === undefined && trigger === undefined)
      command.error('error: say what is to change: --quantity, --limit or --trigger')
    const order = await connect(options).patch<OrderView>(`/orders/${encodeURIComponent(orderId)}`, {
      quantity,
      limitPrice: limit,
      triggerPrice: trigger,
      idempotencyKey: secretToken(KEY_BYTES),
    })
    print(order, options.json, () => orderTable([order]))
  })
}

function parseShare(text: string): number {
  const share = Number(text)
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('a number above 0 and at most 1 is allowed')
  return share
}

function orderTable(orders: readonly OrderView[]): string[] {
  return table(
    orders,
    [
      ['order', (row) => row.orderId],
      ['instrument', (row) => row.instrumentId],
      ['side', (row) => row.side],
      ['type', (row) => row.type],
      ['role', (row) => row.role],
      ['quantity', (row) => row.quantity],
      ['filled', (row) => row.filledQuantity],
      ['price', (row) => row.averagePrice ?? row.limitPrice ?? row.triggerPrice],
      ['state', (row) => row.state],
      ['owner', (row) => row.owner],
      ['updated (UTC)', (row) => utc(row.updatedAtMs)],
    ],
    'no orders',
  )
}

function positionTable(positions: readonly PositionView[]): string[] {
  return table(
    positions,
    [
      ['position', (row) => row.positionId],
      ['side', (row) => row.side],
      ['quantity', (row) => row.quantity],
      ['entry', (row) => row.entryPrice],
      ['mark', (row) => row.markPrice],
      ['open profit', (row) => row.unrealisedPnl.toFixed(2)],
      ['stop', (row) => row.stopPrice],
      ['target', (row) => row.targetPrice],
      ['liquidation', (row) => row.margin?.liquidationPrice ?? null],
    ],
    'no open positions',
  )
}
